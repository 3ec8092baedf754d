import { expect, test } from 'vitest';
import { floorScenario } from './floor-scenarios.ts';
import { staffOf } from './staff.ts';

const HOUR_MS = 3_600_000;

test('agents log in evenly', () => {
  const logins = staffOf(floorScenario('breaks-15'), 1).map(({ loginMs }) => loginMs);
  expect(logins.slice(0, 3)).toEqual([0, 120_000, 240_000]);
});

test('each half of the team has its own lunch, within minutes', () => {
  const plans = staffOf(floorScenario('lunch-50'), 1);
  expect(plans.every(({ breaks }) => breaks.length === 1)).toBe(true);
  const starts = plans.map(({ breaks }) => (breaks[0]?.atMs ?? 0) / HOUR_MS);
  for (const start of starts.slice(0, 25)) expect(start).toBeCloseTo(3.04, 1);
  for (const start of starts.slice(25)) expect(start).toBeCloseTo(3.64, 1);
});

test('an agent has the same day in a larger team, another one with another seed', () => {
  const day = (name: string, seed: number) => staffOf(floorScenario(name), seed)[3]?.breaks;
  expect(day('breaks-15', 1)).toEqual(day('breaks-50', 1));
  expect(day('breaks-15', 1)).not.toEqual(day('breaks-15', 2));
});
