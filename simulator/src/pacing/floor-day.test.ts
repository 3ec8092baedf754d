import type { PacingLimits } from '@outpace/engine/pacing/contract.ts';
import { expect, test } from 'vitest';
import { floorDay } from './floor-day.ts';
import { floorScenario } from './floor-scenarios.ts';

test.each([
  ['a small team at every event', 'A-5', 2],
  ['a large one at each beat', 'A-100', 1],
])('%s is decided on, under the limits that were asked for', (_why, name, fewest) => {
  const seen: PacingLimits[] = [];
  const scenario = { ...floorScenario(name), hours: 0.5 };
  const kind = {
    name: 'one call at a time',
    make: (limits: PacingLimits) => {
      seen.push(limits);
      return {
        observe: () => undefined,
        decide: ({ inAir }: { inAir: number }) => ({ open: inAir === 0 ? 1 : 0, takeBack: [] }),
      };
    },
  };
  const { decisions } = floorDay(scenario, kind, 1, 0.02);
  expect(seen).toMatchObject([{ ceiling: { share: 0.02 }, ringMs: 15_000 }]);
  const beats = 1_800 * 2;
  expect(decisions >= beats && decisions > beats === fewest > 1).toBe(true);
});
