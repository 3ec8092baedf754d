import type { WhatIfDay, WhatIfPlan } from '@outpace/protocol/what-if.ts';
import { expect, test } from 'vitest';
import { planDay } from './plan-day.ts';
import { planThreads } from './plan-threads.ts';

const plan: WhatIfPlan = {
  ...{ agents: 5, hours: 0.5, records: 100_000, answerRate: 0.3, talkMs: 60_000 },
  ...{ wrapUpMs: 10_000, mode: 'predictive', abandonShareMax: 0.03, days: 5 },
  target: { kind: 'abandonment', share: 0.03 },
};

test('each day is said as it is over, and is the day of its seed', async () => {
  const days: WhatIfDay[] = [];
  await planThreads.simulate(plan, (day) => days.push(day), new AbortController().signal);
  const byOccupancy = (a: WhatIfDay, b: WhatIfDay): number => a.occupancy - b.occupancy;
  const expected = [1, 2, 3, 4, 5].map((seed) => planDay(plan, seed));
  expect(days.toSorted(byOccupancy)).toEqual(expected.toSorted(byOccupancy));
});

test('it ends at once when it is cancelled', async () => {
  const cancelled = new AbortController();
  const days: WhatIfDay[] = [];
  const long = { ...plan, agents: 20, hours: 4, days: 40 };
  await planThreads.simulate(
    long,
    (day) => {
      days.push(day);
      cancelled.abort();
    },
    cancelled.signal,
  );
  expect(days).toHaveLength(1);
});

test('what it cannot live is a fault, not an answer', async () => {
  const endless = { ...plan, hours: Number.POSITIVE_INFINITY };
  const { signal } = new AbortController();
  await expect(planThreads.simulate(endless, () => {}, signal)).rejects.toThrow();
});
