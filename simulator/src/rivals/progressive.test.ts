import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { limitsOf } from '../pacing/floor-day.ts';
import { progressive } from './progressive.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, free: number, waiting: number, inAir: number, portsFree: number, open: number]>([
  ['a call for each ready agent',  5, 0, 0, 9, 5],
  ['those in the air are theirs',  5, 0, 3, 9, 2],
  ['those who wait too',           5, 1, 3, 9, 1],
  ['ports bind',                   5, 0, 0, 2, 2],
])('%s', (_why, free, waiting, inAir, portsFree, open) => {
  const position = { at: instant(0), free, waiting, inAir, portsFree, recordsFree: 99 };
  expect(progressive.make(limitsOf(0.03)).decide(position)).toEqual({ open, takeBack: [] });
});
