import { expect, test } from 'vitest';
import { after, hours, instant } from '../basics/time.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import type { CampaignRules } from './campaign-rules.ts';
import type { OldThing } from './retention.ts';
import { attemptsKeptDays, mayForget, needsOf, recordingsKeptDays } from './retention.ts';
import type { Need, RetentionPlan } from './retention-plan.ts';
import { RETENTION_DAYS_MIN, USUAL_RETENTION } from './retention-plan.ts';

const at = instant(Date.UTC(2026, 5, 1));
const rules = (profile: CampaignRules['profile'], limits: readonly AttemptLimit[] = []) => ({
  ...{ profile, limits, hours: [], closedDates: [], without: [] },
});
const within = (days: number): AttemptLimit => ({
  ...{ id: 'own', max: 3, windowMs: hours(24 * days), of: 'number', across: 'site' },
  ...{ counted: ['busy'], required: true },
});
const daysFor = (needs: readonly Need[]): Record<string, number> =>
  Object.fromEntries(needs.map(({ why, days }) => [why, days]));

test('the law of a campaign wants its attempts, and a limit of any campaign counts them', () => {
  const uk = rules('uk');
  const own = rules('canada', [within(400)]);
  expect(daysFor(needsOf(uk, [uk, own], at))).toEqual({ law: 180, limit: 400, abandonment: 1 });
  expect(daysFor(needsOf(undefined, [own], at))).toEqual({ limit: 400 });
  expect(daysFor(needsOf(undefined, [undefined], at))).toEqual({ limit: 0 });
});

test('a campaign that was removed may have named any law', () => {
  expect(daysFor(needsOf('removed', [], at))).toEqual({ law: 1_826, limit: 0 });
});

const law: Need = { why: 'law', days: 180 };
const limit: Need = { why: 'limit', days: 400 };
const plan = (attempts: number | null, recordings: number | null): RetentionPlan => ({
  ...USUAL_RETENTION,
  attempts,
  recordings,
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, plan: RetentionPlan, needs: Need[], attempts: number | undefined, recordings: number | undefined]>([
  ['as a site begins',                           USUAL_RETENTION, [law],        undefined, undefined],
  ['attempts for as long as one says',           plan(200, null),  [law],        200,       200],
  ['but not shorter than the law says',          plan(30, null),   [law],        180,       180],
  ['nor than a limit looks back',                plan(30, null),   [law, limit], 400,       400],
  ['recordings go before their attempts',        plan(200, 10),    [law],        200,       10],
  ['and never after them',                       plan(200, 999),   [law],        200,       200],
  ['recordings alone',                           plan(null, 10),   [law],        undefined, 10],
])('%s', (_why, given, needs, attempts, recordings) => {
  expect([attemptsKeptDays(given, needs), recordingsKeptDays(given, needs)]).toEqual([
    attempts,
    recordings,
  ]);
});

const old: OldThing = {
  at: after(at, hours(-24 * 31)),
  isOpen: false,
  isPromised: false,
  hasRecording: false,
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, thing: Partial<OldThing>, days: number | undefined, gone: boolean]>([
  ['kept for long enough',                {},                              30,        true],
  ['not yet',                             {},                              31,        false],
  ['a moment later',                      { at: after(old.at, hours(-1)) }, 31,       true],
  ['for good',                            {},                              undefined, false],
  ['a call that was never ended',         { isOpen: true },                30,        false],
  ['a callback is still to come',         { isPromised: true },            30,        false],
  ['its recording is still there',        { hasRecording: true },          30,        false],
])('%s', (_why, thing, days, gone) => {
  expect(mayForget({ ...old, ...thing }, days, at)).toBe(gone);
});

test('what a site begins with may be chosen', () => {
  for (const [thing, days] of Object.entries(USUAL_RETENTION)) {
    const min = Object.entries(RETENTION_DAYS_MIN).find(([key]) => key === thing)?.[1];
    expect(days === null || days >= (min ?? Number.NaN)).toBe(true);
  }
});
