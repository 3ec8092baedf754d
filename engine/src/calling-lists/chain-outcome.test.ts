import { expect, test } from 'vitest';
import { after, hours, millis, minutes } from '../basics/time.ts';
import { chain, record, START } from '../test-site.ts';
import type { CallResult } from './call-result.ts';
import type { ChainAfter, ChainOutcome, Ended } from './chain-outcome.ts';
import {
  blockedOutcome,
  outcomeOf,
  restAfterFault,
  suppressedUndialed,
  unreachedOutcome,
  usedUp,
} from './chain-outcome.ts';
import type { Treatment } from './treatment.ts';

const at = after(START, minutes(3));
const home = record(1, { attempts: 2 });
const mobile = record(2, { chainN: 1 });
const position = { trigger: 'result:no-answer', applied: 1 };
const alone = chain(1, { records: [home], treatment: position });
const both = chain(1, { records: [home, mobile], treatment: position });
const rules: readonly Treatment[] = [
  {
    on: { by: 'call-result', result: 'no-answer' },
    action: 'redial',
    intervalMs: minutes(10),
    incrementMs: millis(0),
    cycleAttempts: 3,
  },
  { on: { by: 'call-result', result: 'fax' }, action: 'next-in-chain' },
];
const ended = (of: typeof alone, result: CallResult, code?: string): Ended => ({
  chain: of,
  recordId: home.id,
  result,
  code,
  endedAt: at,
});

const dialed = (result: CallResult) => ({ ...home, attempts: 3, callResult: result, calledAt: at });
const redialed: ChainAfter = {
  state: 'ready',
  position: 0,
  treatment: { trigger: 'result:no-answer', applied: 2 },
  dueAt: after(at, minutes(10)),
  toTop: false,
  records: [{ ...dialed('no-answer'), status: 'ready', type: 'campaign-rescheduled' }],
};
const closed = (...records: ChainAfter['records']): ChainAfter => ({
  state: 'closed',
  position: 0,
  treatment: position,
  dueAt: at,
  toTop: false,
  records,
});
const goesOn = (result: CallResult): ChainOutcome => ({
  next: { type: 'next-in-chain' },
  after: {
    state: 'ready',
    position: 1,
    treatment: undefined,
    dueAt: at,
    toTop: true,
    records: [{ ...dialed(result), status: 'updated' }],
  },
});
const closes = (...records: ChainAfter['records']): ChainOutcome => ({
  next: { type: 'close' },
  after: closed(...records),
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, ended: Ended, attemptsMax: number, outcome: ChainOutcome]>([
  ['nobody home: rescheduled, and the position in the plan is kept', ended(alone, 'no-answer'), 5, {
    next: {
      type: 'redial',
      dueAt: after(at, minutes(10)),
      position: { trigger: 'result:no-answer', applied: 2 },
    },
    after: redialed,
  }],
  ['the last attempt allowed closes instead', ended(alone, 'no-answer'), 3,
    closes({ ...dialed('no-answer'), status: 'updated' })],
  ['or goes on to the next number', ended(both, 'no-answer'), 3, goesOn('no-answer')],
  ['a fax: the next number comes now, on top', ended(both, 'fax'), 5, goesOn('fax')],
  ['a fax at the last number closes', ended(alone, 'fax'), 5,
    closes({ ...dialed('fax'), status: 'updated' })],
  ['a conversation closes the whole chain', ended(both, 'answer'), 5,
    closes({ ...dialed('answer'), status: 'updated' }, { ...mobile, status: 'chain-updated' })],
  ['a cancelled record closes as cancelled', ended(both, 'cancel-record'), 5,
    closes(
      { ...dialed('cancel-record'), status: 'cancelled' },
      { ...mobile, status: 'chain-updated' },
    )],
])('%s', (_why, what, attemptsMax, outcome) => {
  expect(outcomeOf(what, rules, attemptsMax)).toEqual(outcome);
});

const rested = (result: CallResult): ChainOutcome => ({
  next: { type: 'redial', dueAt: after(at, hours(1)), position },
  after: {
    ...redialed,
    treatment: position,
    dueAt: after(at, hours(1)),
    records: [{ ...dialed(result), attempts: 2, status: 'ready', type: 'campaign-rescheduled' }],
  },
});

test('after a fault of ours the record rests, and its attempt does not count', () => {
  expect(restAfterFault(ended(alone, 'switch-error'), hours(1))).toEqual(rested('switch-error'));
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, rules: readonly Treatment[], result: CallResult, outcome: ChainOutcome]>([
  ['a fault the plan says nothing of rests', rules, 'no-free-port', rested('no-free-port')],
  ['a fault the plan knows follows the plan',
    [{ on: { by: 'call-result', result: 'no-free-port' }, action: 'close' }], 'no-free-port',
    closes({ ...dialed('no-free-port'), attempts: 2, status: 'updated' })],
  ['what is no fault follows the plan', rules, 'busy',
    closes({ ...dialed('busy'), status: 'updated' })],
])('%s', (_why, known, result, outcome) => {
  expect(unreachedOutcome(ended(alone, result), known, 5, hours(1))).toEqual(outcome);
});

const blocked = { type: 'no-call', status: 'updated', callResult: 'do-not-call' } as const;

test('do not call this number: the number is blocked, the chain closed', () => {
  expect(blockedOutcome(ended(both, 'answer'), 'number')).toEqual(
    closes({ ...dialed('answer'), ...blocked }, { ...mobile, status: 'chain-updated' }),
  );
});

test('do not call this person: every number is blocked', () => {
  expect(blockedOutcome(ended(both, 'answer'), 'person')).toEqual(
    closes({ ...dialed('answer'), ...blocked }, { ...mobile, ...blocked }),
  );
});

test('suppressed before the dial: blocked, and no attempt is counted', () => {
  expect(suppressedUndialed(both, at)).toEqual(
    closed({ ...home, ...blocked }, { ...mobile, status: 'chain-updated' }),
  );
});

test('used up before the dial: closed as it is', () => {
  expect(usedUp(both, at)).toEqual(
    closed({ ...home, status: 'updated' }, { ...mobile, status: 'updated' }),
  );
});

test('a record of another chain is a bug', () => {
  const foreign = { ...ended(alone, 'busy'), recordId: mobile.id };
  expect(() => outcomeOf(foreign, rules, 5)).toThrow('record 2 of chain 1');
});

test.each<CallResult>(['no-answer', 'fax', 'answer', 'switch-error'])(
  'a chain that only agents call is closed again after %s',
  (result) => {
    const byHand = { ...both, isClosed: true as const };
    const { next, after: saved } = unreachedOutcome(ended(byHand, result), rules, 10, hours(1));
    expect([next, saved.state]).toEqual([{ type: 'close' }, 'closed']);
  },
);
