import type { PacingLimits } from '@outpace/engine/pacing/contract.ts';
import { expect, test } from 'vitest';
import { floorMonth } from './floor-month.ts';
import { floorScenario } from './floor-scenarios.ts';

test('each morning begins with what the days before have seen', () => {
  const seen: PacingLimits['ceiling']['before'][] = [];
  const kind = {
    name: 'three calls at a time',
    make: ({ ceiling }: PacingLimits) => {
      seen.push(ceiling.before);
      return {
        observe: () => undefined,
        decide: ({ inAir }: { inAir: number }) => ({ open: Math.max(0, 9 - inAir), takeBack: [] }),
      };
    },
  };
  const scenario = { ...floorScenario('A-5'), hours: 0.5 };
  const { people, abandoned } = floorMonth(scenario, kind, 1, 0.03, 3);
  const [first, second, third] = seen.map((before) => before?.liveAnswers ?? -1);
  expect(first).toBe(0);
  expect(second).toBeGreaterThan(0);
  expect(third).toBeGreaterThan(second ?? 0);
  expect(people).toBeGreaterThan(third ?? 0);
  expect(abandoned).toBeGreaterThan(0);
});
