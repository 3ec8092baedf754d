import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { limitsOf } from '../pacing/floor-day.ts';
import { boostedCalls, wombat } from './wombat.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, boost: number, free: number, inFlight: number, calls: number]>([
  ['the example of its documentation', 1.3, 7,  0, 9],
  ['less what is in flight',           1.3, 7,  4, 5],
  ['never below none',                 1,   1,  4, 0],
  ['1.1 × 10 is eleven, not noise',    1.1, 10, 0, 11],
])('%s', (_why, boost, free, inFlight, calls) => {
  expect(boostedCalls(boost, free, inFlight)).toBe(calls);
});

test('with three people waiting nobody is dialed', () => {
  const pacer = wombat.make(limitsOf(0.03));
  const at = instant(0);
  const open = (waiting: number) =>
    pacer.decide({ at, free: 9, waiting, inAir: 0, portsFree: 99, recordsFree: 99 }).open;
  expect([open(2), open(3)]).toEqual([9, 0]);
});
