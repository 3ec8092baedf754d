import { isPredicted } from '@outpace/engine/campaigns/dialing-order.ts';
import { expect, test } from 'vitest';
import { liveDay } from '../shrink.ts';
import { predictiveDay } from './predictive-day.ts';

test('every group is dialed ahead, some of them none at all of whom may be lost', () => {
  const groups = Array.from({ length: 60 }, (_, seed) =>
    predictiveDay.setUp(seed, predictiveDay.sizeOf(seed)),
  ).flatMap((setup) => setup.groups.map(({ plan }) => plan));
  expect(groups.every((plan) => isPredicted({ plan, mode: plan.mode }))).toBe(true);
  const limits = new Set(groups.map(({ limits: { abandonShareMax } }) => abandonShareMax));
  expect([...limits].sort()).toEqual([0, 0.01, 0.03]);
});

test('whatever fails, the people who are left without an agent stay within the limit', () => {
  let live = 0;
  for (let seed = 1; seed <= 3; seed += 1) {
    const size = { ...predictiveDay.sizeOf(seed), agents: 8, chains: 200, minutes: 20 };
    const report = liveDay(predictiveDay, seed, size);
    expect(report.violations).toEqual([]);
    live += report.contacts;
  }
  expect(live).toBeGreaterThan(20);
});
