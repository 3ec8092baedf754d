import { expect, test } from 'vitest';
import { FLOOR_SCENARIOS, floorScenario } from './floor-scenarios.ts';
import { meanOf } from './laws.ts';

test('each is named by its kind and its agents', () => {
  for (const [name, scenario] of FLOOR_SCENARIOS) {
    expect(scenario.name).toBe(name);
    expect(name.endsWith(`-${scenario.agents}`)).toBe(true);
  }
  expect(FLOOR_SCENARIOS.size).toBe(16 * 3 + 7 * 2 + 2 * 5);
  expect(() => floorScenario('nothing-7')).toThrow('nothing-7');
});

test('the ordinary list takes 130 s of an agent', () => {
  const { talk, wrapUp } = floorScenario('ordinary-50');
  expect((meanOf(talk) + meanOf(wrapUp)) / 1_000).toBeCloseTo(130, 0);
});

test('shares of people and of the other outcomes are shares', () => {
  for (const { lists, ways } of FLOOR_SCENARIOS.values()) {
    const shares = lists.flatMap(({ people }) => people.map(([, share]) => share));
    expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(ways.machineShare + ways.busyShare + ways.invalidShare).toBeLessThanOrEqual(1);
  }
});
