import { expect, test } from 'vitest';
import { SCENARIOS } from './all-scenarios.ts';

test.each(SCENARIOS)('$name is the same day for the same seed', (scenario) => {
  const { chains: _chains, ...setup } = scenario.setUp(5, scenario.sizeOf(5));
  const { chains: _others, ...again } = scenario.setUp(5, scenario.sizeOf(5));
  expect(again).toEqual(setup);
});

test('no two scenarios have one name', () => {
  expect(new Set(SCENARIOS.map(({ name }) => name)).size).toBe(SCENARIOS.length);
});
