import { expect, test } from 'vitest';
import { add, at, clamp, fading, scale } from './tables.ts';

test('numbers are read, added to and scaled in place', () => {
  const table = new Float64Array(3);
  add(table, 1, 2);
  add(table, 1, 3);
  scale(table, 2);
  expect([at(table, 0), at(table, 1)]).toEqual([0, 10]);
});

test.each([
  [0, 60, 1],
  [60, 60, Math.exp(-1)],
  [6_000, 60, 0],
])('after %i s a memory of %i s holds %d', (seconds, memoryS, left) => {
  expect(fading(seconds, memoryS)).toBeCloseTo(left, 9);
});

test.each([
  [-1, 0],
  [0.5, 0.5],
  [7, 1],
])('%d within 0 and 1 is %d', (value, within) => {
  expect(clamp(value, 0, 1)).toBe(within);
});
