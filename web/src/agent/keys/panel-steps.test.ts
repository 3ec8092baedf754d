import { expect, test } from 'vitest';
import { nextPlace } from './panel-steps.ts';

test.each<[why: string, at: number, step: 1 | -1, place: number]>([
  ['on to the next', 0, 1, 1],
  ['round the end', 2, 1, 0],
  ['back', 2, -1, 1],
  ['round the beginning', 0, -1, 2],
  ['from nowhere to the first', -1, 1, 0],
  ['and backwards to the last', -1, -1, 2],
])('%s', (_why, at, step, place) => {
  expect(nextPlace(at, 3, step)).toBe(place);
});
