import { expect, test } from 'vitest';
import { floorDay } from '../pacing/floor-day.ts';
import { measuresOf } from '../pacing/floor-measures.ts';
import { floorScenario } from '../pacing/floor-scenarios.ts';
import { caution, finishing, omniCalls, omniDialer } from './omnidialer.ts';

const quiet = { free: 2, expected: 0, ringing: 0, answerShare: 0.25, caution: 1 };

// biome-ignore format: a table is read in columns.
test.each<[why: string, counts: Partial<typeof quiet>, calls: number]>([
  ['as many as bring an answer each',      {},                              8],
  ['expected agents count',                { expected: 1.6 },              14],
  ['expected answers are taken off',       { ringing: 3 },                  5],
  ['never below none',                     { ringing: 40 },                 0],
  ['careful when people were lost',        { caution: 0.2 },                1],
])('%s', (_why, changed, calls) => {
  expect(omniCalls({ ...quiet, ...changed })).toBe(calls);
});

// biome-ignore format: a table is read in columns.
test.each<[drops: number, share: number]>([
  [0,      1],
  [0.015,  1],
  [0.0225, 0.6],
  [0.03,   0.2],
  [0.1,    0.2],
])('with %f of drops %f is dared', (drops, share) => {
  expect(caution(drops, 0.03)).toBeCloseTo(share, 9);
});

test('every agent past the mean is taken for certain to finish', () => {
  expect(finishing(0, 90_000)).toBeCloseTo(0.154, 3);
  expect(finishing(90_000, 90_000)).toBe(1);
  expect(finishing(500_000, 90_000)).toBe(1);
});

// The published comparison: 60 %, 11 % and 66 %, 31 %; with more agents it drowns.
test.each([
  ['A-5', 60, 11],
  ['A-25', 66, 31],
])('in scenario %s it overdials', (name, busy, abandoned) => {
  const { utilisation, abandonment } = measuresOf(
    floorDay(floorScenario(name), omniDialer, 1, 0.03),
    0.03,
  );
  expect(Math.abs(utilisation * 100 - busy)).toBeLessThan(4);
  expect((abandonment.share ?? 0) * 100).toBeGreaterThan(abandoned * 0.8);
});
