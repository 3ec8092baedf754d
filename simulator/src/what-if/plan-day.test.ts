import type { WhatIfPlan } from '@outpace/protocol/what-if.ts';
import { expect, test } from 'vitest';
import { planDay } from './plan-day.ts';

const plan: WhatIfPlan = {
  ...{ agents: 10, hours: 1, records: 1_000_000, answerRate: 0.25, talkMs: 90_000 },
  ...{ wrapUpMs: 15_000, mode: 'predictive', abandonShareMax: 0.03, days: 5 },
  target: { kind: 'abandonment', share: 0.03 },
};
/** Lived once for all that compare with it. */
const usual = planDay(plan, 1);

test('the same seed is the same day, another one is another', () => {
  expect(planDay(plan, 1)).toEqual(usual);
  expect(planDay(plan, 2)).not.toEqual(usual);
});

test('progressive abandons less, and agents wait longer', () => {
  const byRule = planDay({ ...plan, mode: 'progressive' }, 1);
  expect(usual.occupancy).toBeGreaterThan(byRule.occupancy);
  expect(usual.contactsPerHour).toBeGreaterThan(byRule.contactsPerHour);
  expect(usual.agentWaitMs).toBeLessThan(byRule.agentWaitMs);
  expect(byRule.abandonment).toBeLessThan(0.01);
});

test('a target holds agents back', () => {
  const target = { kind: 'busy-factor', share: 0.5 } as const;
  expect(planDay({ ...plan, target }, 1).occupancy).toBeLessThan(usual.occupancy);
});

test('a short list ends its day early', () => {
  const { hours } = planDay({ ...plan, records: 150 }, 1);
  expect(hours).toBeLessThan(1);
  expect(hours).toBeGreaterThan(0);
});

test('a day that was is lived with its own rates and times', () => {
  const constant = (ms: number): number[] => [ms, ms];
  const shape = { answerRates: [0.25], answerAfterMs: constant(9_000), talkMs: constant(45_000) };
  const short = planDay({ ...plan, shape }, 1);
  expect(short.contactsPerHour).toBeGreaterThan(1.3 * usual.contactsPerHour);
});

test('where nobody answers the day comes to nothing, and to an end', () => {
  const shape = { answerRates: [0], answerAfterMs: [9_000, 9_000], talkMs: [45_000, 45_000] };
  const nobody = planDay({ ...plan, agents: 2, records: 100, shape }, 1);
  expect(nobody).toMatchObject({ occupancy: expect.closeTo(0, 1), abandonment: 0 });
});
