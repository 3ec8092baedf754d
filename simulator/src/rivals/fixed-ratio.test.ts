import { expect, test } from 'vitest';
import { ratioCalls } from './fixed-ratio.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, lines: number, ready: number, inAir: number, waiting: number, calls: number]>([
  ['one line each',                     1,   3, 0, 0, 3],
  ['lines are cut to whole ones',       2.5, 3, 0, 0, 7],
  ['0.7 × 10 is seven, not noise',      0.7, 10, 0, 0, 7],
  ['what is in the air is taken off',   2.5, 3, 4, 0, 3],
  ['and who waits',                     2.5, 3, 4, 2, 1],
  ['never below none',                  2,   1, 9, 0, 0],
  ['nobody ready, nobody dialed',       5,   0, 0, 0, 0],
])('%s', (_why, lines, ready, inAir, waiting, calls) => {
  expect(ratioCalls(lines, ready, inAir, waiting)).toBe(calls);
});
