import { isSeizing } from '@outpace/engine/campaigns/dialing-order.ts';
import { expect, test } from 'vitest';
import { seizingDay } from './seizing-day.ts';

test('most groups are seizing, and some share agents with one that is not', () => {
  const modes = Array.from({ length: 60 }, (_, seed) =>
    seizingDay.setUp(seed, seizingDay.sizeOf(seed)),
  ).map(({ groups }) => groups.filter(({ plan }) => isSeizing(plan.mode)).length);
  expect([...new Set(modes)].sort()).toEqual([1, 2]);
});
