import { expect, test } from 'vitest';
import { floorScenario } from '../floor-scenarios.ts';
import { twinOccupancy } from './markov-twin.ts';
import { boundsOf } from './scenario-bounds.ts';

test('a stationary day has the optimum of its twin', () => {
  const { fluid, twin = 0 } = boundsOf(floorScenario('A-5'), 0.03);
  expect(fluid).toBe(1);
  const same = { agents: 5, handleS: 105, ringS: 19, answerShare: 0.25, graceS: 1.8 };
  expect(Math.abs(twin - twinOccupancy(same, 0.03))).toBeLessThan(0.01);
});

test('few lines bind before anything else does', () => {
  const scenario = { ...floorScenario('A-10'), lines: 12 };
  const { fluid, twin = 1 } = boundsOf(scenario, 0.03);
  // 12 lines × 105 s ÷ (10 agents × (90 + 13.6 ÷ 0.25) s): who does not answer rings for 15 s.
  expect(fluid).toBeCloseTo(0.873, 2);
  expect(twin).toBeLessThanOrEqual(fluid);
});

test('fewer people who answer and fewer agents who are there cost occupancy', () => {
  const twinOf = (name: string) => boundsOf(floorScenario(name), 0.03).twin ?? 0;
  expect(twinOf('low-5')).toBeLessThan(twinOf('high-5'));
  expect(twinOf('lunch-15')).toBeLessThan(twinOf('ordinary-15'));
});

test('a thousand agents are too many states', () => {
  expect(boundsOf(floorScenario('ordinary-1000'), 0.03)).toEqual({ fluid: 1, twin: undefined });
});
