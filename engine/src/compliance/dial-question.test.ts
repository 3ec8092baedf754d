import { expect, test } from 'vitest';
import { attemptId, campaignId } from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Instant } from '../basics/time.ts';
import { after, hours, instant, minutes } from '../basics/time.ts';
import type { PastAttempt } from '../calling-lists/past-attempt.ts';
import { suppressionText } from '../calling-lists/suppression.ts';
import { chain, phone, record, START } from '../test-site.ts';
import type { CampaignRules } from './campaign-rules.ts';
import type { DialObstacle, DialQuestion } from './dial-question.ts';
import { dialAnswers, dialObstacle } from './dial-question.ts';
import { everyDay, onDays } from './hours.ts';

const CAMPAIGN = campaignId('campaign');
const US: CampaignRules = { profile: 'us', hours: [], closedDates: [], limits: [], without: [] };
const FLORIDA = '+13055550100' as PhoneNumber;
const florida = chain(1, {
  leaseUntil: after(START, hours(99)),
  records: [record(1, { phone: FLORIDA })],
});
const BRITAIN: CampaignRules = { ...US, profile: 'uk' };

const past = (hoursAgo: number, changes: Partial<PastAttempt> = {}): PastAttempt => ({
  attemptId: attemptId(`a${hoursAgo}`),
  openedAt: instant(START - hours(hoursAgo)),
  phone: FLORIDA,
  chainId: florida.id,
  customerId: undefined,
  campaignId: CAMPAIGN,
  result: 'no-answer',
  ...changes,
});

const question = (changes: Partial<DialQuestion> = {}): DialQuestion => ({
  chain: florida,
  suppressed: new Map(),
  campaignId: CAMPAIGN,
  attemptsMax: 5,
  rules: US,
  past: [],
  hasAgent: false,
  at: START,
  ...changes,
});

const at = (text: string): Instant => instant(Date.parse(`${text}Z`));
const dnc = new Map([[suppressionText({ kind: 'phone', phone: FLORIDA }), true]]);
const closed = (callableAt: string | undefined): DialObstacle => ({
  kind: 'hours-closed',
  callableAt: callableAt === undefined ? undefined : at(callableAt),
});
const reached = (callableAt: string): DialObstacle => ({
  kind: 'limit-reached',
  callableAt: at(callableAt),
});
const three = [past(1), past(2), past(3)];
const used = { ...florida, records: [record(1, { phone: FLORIDA, attempts: 5 })] };
const abandoned = [past(5, { result: 'abandoned' })];
const lateOnes = [past(-8), past(-7), past(-6)].map((each) => ({
  ...each,
  result: 'busy' as const,
}));
const SHUT: CampaignRules = { ...US, hours: [{ hours: onDays([], [], []) }] };
const NARROW: CampaignRules = { ...US, hours: [{ hours: everyDay(9, 12) }] };

// START is 11:00 in New York, 15:00 UTC; the record itself may be called from 8 to 21.
// biome-ignore format: a table is read in columns.
test.each<[why: string, asked: DialQuestion, obstacle: DialObstacle | undefined]>([
  ['at eleven in the morning',               question(), undefined],
  ['Florida at a quarter past eight',        question({ at: at('2026-06-02T00:15') }), closed('2026-06-02T12:00')],
  ['where no law is named it is not asked',  question({ at: at('2026-06-02T00:15'), rules: undefined }), undefined],
  ['outside the record’s own hours',         question({ at: at('2026-06-02T02:00') }), { kind: 'window-closed' }],
  ['three calls today',                      question({ past: three }), reached('2026-06-02T12:00')],
  ['the day has room before it opens',       question({ past: lateOnes, at: at('2026-06-02T00:15') }), reached('2026-06-02T21:00')],
  ['a required rule that is waived',         question({ past: three, rules: { ...US, without: ['us-fl-three-a-day'] } }), undefined],
  ['suppressed goes before all',             question({ past: three, suppressed: dnc }), { kind: 'suppressed' }],
  ['so does a record used up',               question({ past: three, chain: used }), { kind: 'used-up' }],
  ['abandoned this morning',                 question({ past: abandoned, rules: BRITAIN }), reached('2026-06-04T12:00')],
  ['abandoned, but an agent waits',          question({ past: abandoned, rules: BRITAIN, hasAgent: true }), undefined],
  ['the campaign’s own noon',                question({ rules: NARROW, at: at('2026-06-01T16:00') }), closed('2026-06-02T13:00')],
  ['hours that never come',                  question({ rules: SHUT }), closed(undefined)],
])('%s', (_why, asked, obstacle) => {
  expect(dialObstacle(asked)).toEqual(obstacle);
  const answers = dialAnswers(asked);
  expect(answers.some(({ answer }) => answer === 'refused')).toBe(obstacle !== undefined);
});

test('the answers say what was asked, and of which version', () => {
  expect(dialAnswers(question({ past: [past(1)] }))).toEqual([
    {
      rule: 'lease',
      asked: 'until 2026-06-05T18:00:00Z',
      answer: 'allowed',
      version: 'chain',
    },
    {
      rule: 'suppression',
      asked: 'number, for everybody, this calling list and this campaign',
      answer: 'allowed',
      version: 'site',
    },
    { rule: 'record-attempts', asked: '0 of 5 made', answer: 'allowed', version: 'campaign' },
    {
      rule: 'record-hours',
      asked: '2026-06-01T11:00 America/New_York',
      answer: 'allowed',
      version: 'record',
    },
    {
      rule: 'us-hours',
      asked: '2026-06-01T11:00 America/New_York',
      answer: 'allowed',
      version: '2025-11',
    },
    {
      rule: 'us-fl-hours',
      asked: '2026-06-01T11:00 America/New_York',
      answer: 'allowed',
      version: '2025-11',
    },
    {
      rule: 'us-fl-three-a-day',
      asked: '1 of 3 in 24 h per number',
      answer: 'allowed',
      version: '2025-11',
    },
  ]);
});

test('without a law they say what the record’s own window was', () => {
  const answers = dialAnswers(question({ rules: undefined, chain: chain(1) }));
  expect(answers.at(-1)).toEqual({
    rule: 'record-hours',
    asked: '2026-06-01T11:00 America/New_York in 08:00–21:00',
    answer: 'allowed',
    version: 'record',
  });
});

test('in a zone that nobody knows nothing is dialed', () => {
  const lost = { ...florida, records: [record(1, { zone: 'Atlantis/Capital' })] };
  expect(dialObstacle(question({ chain: lost }))).toEqual({ kind: 'window-closed' });
  const [, , , hour] = dialAnswers(question({ chain: lost }));
  expect(hour).toMatchObject({ asked: 'an unknown zone Atlantis/Capital', answer: 'refused' });
});

test('the moment it names is one at which it may be dialed', () => {
  const asked = question({ past: [past(1), past(2), past(0.5)], at: after(START, minutes(5)) });
  const obstacle = dialObstacle(asked);
  const then = obstacle !== undefined && 'callableAt' in obstacle ? obstacle.callableAt : undefined;
  expect(then).toBeGreaterThan(START);
  expect(dialObstacle({ ...asked, at: then ?? START })).toBeUndefined();
  expect(phone(1)).not.toBe(FLORIDA);
});
