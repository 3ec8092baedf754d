import { isSeizing } from '@outpace/engine/campaigns/dialing-order.ts';
import { expect, test } from 'vitest';
import { seizingDay } from './seizing-day.ts';

test('most groups are seizing, and some share agents with one that is not', () => {
  const modes = Array.from({ length: 60 }, (_, seed) =>
    seizingDay.setUp(seed, seizingDay.sizeOf(seed)),
  ).map(({ groups }) => groups.filter(({ plan }) => isSeizing(plan.mode)).length);
  const all = modes.length * 2;
  expect(modes.reduce((sum, count) => sum + count, 0) / all).toBeGreaterThan(0.7);
  expect(modes).toContain(1);
  expect(modes).toContain(2);
});
