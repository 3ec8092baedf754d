import type { ProfileRow } from '@outpace/protocol/compliance.ts';
import { CALENDAR_IDS } from '@outpace/protocol/tables.ts';
import { expect, test } from 'vitest';
import { BLANK_CAMPAIGN } from './campaign-defaults.ts';
import {
  asking,
  CALENDAR_WORDS,
  countedWords,
  countingAgents,
  hoursFor,
  lawFacts,
  limitWords,
  loosenedBy,
  newHours,
  newLimit,
  type OwnLimit,
  regionIn,
  rulesBy,
  underLaw,
  unitOf,
  withDay,
  withRules,
} from './rules-draft.ts';

const US = rulesBy('us');

test('another law keeps what is one’s own, and drops what was left out of the old one', () => {
  expect(underLaw(undefined, 'uk')).toEqual(rulesBy('uk'));
  const own = { ...asking(US, 'us-fl-hours', false), closedDates: ['2026-12-24'] };
  expect(own.without).toEqual(['us-fl-hours']);
  expect(underLaw(own, 'uk')).toEqual({ ...rulesBy('uk'), closedDates: ['2026-12-24'] });
  expect(asking(own, 'us-fl-hours', true).without).toEqual([]);
});

test('what is not said is not sent', () => {
  const { settings } = BLANK_CAMPAIGN;
  expect(withRules(settings, US)).toEqual({ ...settings, rules: US });
  expect(Object.keys(withRules({ ...settings, rules: US }, undefined))).not.toContain('rules');
  expect(loosenedBy(US, 'consent')).toEqual({ ...US, loosened: { reason: 'consent' } });
  expect(loosenedBy({ ...US, loosened: { reason: 'consent' } }, ' ')).toEqual(US);
  expect(regionIn(US, 'state')).toEqual({ ...US, regionField: 'state' });
  expect(regionIn({ ...US, regionField: 'state' }, null)).toEqual(US);
  const hours = newHours();
  expect(hoursFor(hoursFor(hours, 'l1'), null)).toEqual(hours);
  expect(hoursFor(hours, 'l1').listId).toBe('l1');
});

test('one day of a week changes', () => {
  const noon = [{ from: 43_200, till: 46_800 }];
  const { days } = withDay(newHours(), 5, noon).hours;
  expect([days.length, days[4]?.length, days[5], days[6]]).toEqual([7, 1, noon, []]);
});

test('limits have ids of their own', () => {
  const first = newLimit([]);
  expect([first.id, newLimit([first]).id]).toEqual(['own-1', 'own-2']);
  expect(newLimit([{ ...first, id: 'own-2' }]).id).toBe('own-1');
});

const week: OwnLimit = { ...newLimit([]), max: 1, windowMs: 7 * 86_400_000, of: 'person' };

test.each<[of: OwnLimit, words: string]>([
  [newLimit([]), 'At most 3 calls to one number in 1 day, by this campaign'],
  [{ ...week, across: 'site' }, 'At most 1 call to one person in 7 days, by the whole site'],
  [
    countingAgents(week, false),
    'At most 1 call to one person in 7 days, by this campaign; not where an agent waits for the ' +
      'call',
  ],
])('a limit in words', (limit, words) => {
  expect(limitWords(limit)).toBe(words);
});

test('counted again, an agent’s call leaves no trace of having been left out', () => {
  expect(countingAgents(countingAgents(week, false), true)).toEqual(week);
});

test('what counts', () => {
  expect(countedWords(week)).toBe('every call that reaches or bothers the person');
  expect(countedWords({ counted: ['answer', 'no-answer'] })).toBe('answer, no answer');
});

test('every calendar has its words', () => {
  expect(CALENDAR_WORDS.map(({ value }) => value)).toEqual([...CALENDAR_IDS]);
});

test.each([
  [7 * 86_400_000, 'days'],
  [36 * 3_600_000, 'hours'],
  [90_000 * 60, 'minutes'],
])('a window of %d ms is told in %s', (windowMs, unit) => {
  expect(unitOf(windowMs).value).toBe(unit);
});

test('the law in short facts', () => {
  const law = {
    abandonment: { shareMax: 0.03, periodMs: 30 * 86_400_000, connectMsMax: 2_000 },
    ringMsMin: 15_000,
    retentionDays: 1_826,
  };
  expect(lawFacts(law as ProfileRow)).toEqual([
    ['Abandoned', 'at most 3 % of who answers, over 30 days'],
    ['Answer to agent', 'within 2 seconds'],
    ['Ringing', 'at least 15 seconds'],
    ['Proof', 'kept for 1,826 days'],
  ]);
});
