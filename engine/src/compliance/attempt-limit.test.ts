import { expect, test } from 'vitest';
import { attemptId, campaignId, chainId } from '../basics/ids.ts';
import { after, hours, instant, millis } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { PastAttempt } from '../calling-lists/past-attempt.ts';
import { chain, phone, record, START } from '../test-site.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import { askLimit, BOTHERS, lookBackMs } from './attempt-limit.ts';

const CAMPAIGN = campaignId('campaign');

const limit = (changes: Partial<AttemptLimit> = {}): AttemptLimit => ({
  id: 'three-a-day',
  max: 3,
  windowMs: hours(24),
  of: 'number',
  across: 'site',
  counted: BOTHERS,
  required: true,
  ...changes,
});

/** `hoursAgo` before now, by default to the number that is to be dialed. */
const past = (hoursAgo: number, changes: Partial<PastAttempt> = {}): PastAttempt => ({
  attemptId: attemptId(`a${hoursAgo}`),
  openedAt: instant(START - hours(hoursAgo)),
  phone: phone(1),
  chainId: chainId('1'),
  customerId: undefined,
  campaignId: CAMPAIGN,
  result: 'no-answer',
  ...changes,
});

const three = [past(1), past(5), past(20)];
const ended = (result: CallResult | undefined) => [past(1), past(5), past(20, { result })];
const elsewhere = { chainId: chainId('9'), phone: phone(1) };

// biome-ignore format: a table is read in columns.
test.each<
  [
    why: string,
    of: AttemptLimit,
    past: readonly PastAttempt[],
    made: number,
    freeIn: number | undefined,
  ]
>([
  ['nothing yet',                            limit(), [], 0, undefined],
  ['two of three',                           limit(), [past(1), past(5)], 2, undefined],
  ['three of three: until the first leaves', limit(), three, 3, 4],
  ['more than allowed: until enough left',   limit(), [...three, past(23)], 4, 4],
  ['a day ago to the millisecond is gone',   limit(), [past(1), past(5), past(24)], 2, undefined],
  ['a moment less is not',                   limit(), [past(1), past(5), past(23.5)], 3, 0.5],
  ['a fault of ours does not count',         limit(), ended('no-free-port'), 2, undefined],
  ['one that goes on does',                  limit(), ended(undefined), 3, 4],
  ['only what is counted',                   limit({ counted: ['answer'] }), ended('answer'), 1, undefined],
  ['another number of the person',           limit(), [past(1, { phone: phone(2) }), past(5), past(6)], 2, undefined],
  ['counts where the person is counted',     limit({ of: 'person' }), [past(1, { phone: phone(2) }), past(5), past(6)], 3, 18],
  ['the same number, another person',        limit({ of: 'person' }), [past(1, elsewhere), past(5), past(6)], 2, undefined],
  ['the same customer in another list',      limit({ of: 'person' }), [past(1, { ...elsewhere, customerId: 'c1' }), past(5), past(6)], 3, 18],
  ['another campaign, across the site',      limit(), [past(1, { campaignId: campaignId('b') }), past(5), past(6)], 3, 18],
  ['another campaign, across this one',      limit({ across: 'campaign' }), [past(1, { campaignId: campaignId('b') }), past(5), past(6)], 2, undefined],
  ['one in a longer window',                 limit({ max: 1, windowMs: hours(72) }), [past(30)], 1, 42],
])('%s', (_why, of, attempts, made, freeIn) => {
  const person = chain(1, { customerId: 'c1', records: [record(1)] });
  const question = { chain: person, record: record(1), campaignId: CAMPAIGN, past: attempts };
  expect(askLimit(of, { ...question, at: START })).toEqual({
    made,
    freeAt: freeIn === undefined ? undefined : after(START, hours(freeIn)),
  });
});

test('when it says that it is free, it is; a millisecond before, it is not', () => {
  const question = { chain: chain(1), record: record(1), campaignId: CAMPAIGN, past: three };
  const { freeAt } = askLimit(limit(), { ...question, at: START });
  const then = freeAt ?? START;
  expect(askLimit(limit(), { ...question, at: then }).freeAt).toBeUndefined();
  expect(askLimit(limit(), { ...question, at: instant(then - 1) }).freeAt).toBe(then);
});

test('the longest window says how far back the store is asked', () => {
  const all = [limit(), limit({ windowMs: hours(72) }), limit({ windowMs: millis(5) })];
  expect([lookBackMs(all), lookBackMs([])]).toEqual([hours(72), undefined]);
});
