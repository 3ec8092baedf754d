import { expect, test } from 'vitest';
import { certain, thinned } from './demand.ts';
import { POINTS } from './horizon.ts';

test('what is certain is needed from the first moment on', () => {
  const { count, chances } = certain(3);
  expect([count, chances.length, ...new Set(chances)]).toEqual([3, POINTS, 1]);
});

test.each([
  [1, 1],
  [0.4, 0.4],
  [0, 0],
])('of a demand a share of %s can fall on the agents', (share, chance) => {
  const { count, chances } = thinned(certain(2), share);
  expect([count, ...new Set(chances)]).toEqual([2, chance]);
});
