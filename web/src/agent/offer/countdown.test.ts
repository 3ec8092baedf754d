import { expect, test } from 'vitest';
import { countdown } from './countdown.ts';

const MINUTE = 60_000;

// biome-ignore format: a table is read in columns.
test.each<[why: string, from: number, until: number, now: number, text: string, share: number]>([
  ['the clock stands before the beginning', 400, 30_400, 0,           '30',      1],
  ['the first second',                      400, 30_400, 1_000,       '30',      0.98],
  ['half of it',                            0,   30_000, 15_000,      '15',      0.5],
  ['1 until the very end',                  400, 30_400, 30_000,      '1',       0.4 / 30],
  ['over',                                  0,   30_000, 30_000,      '0',       0],
  ['long over',                             0,   30_000, 90_000,      '0',       0],
  ['from 100 seconds on as a stopwatch',    0,   100_000, 0,          '01:40',   1],
  ['ten minutes',                           0,   10 * MINUTE, 0,      '10:00',   1],
  ['an hour',                               0,   60 * MINUTE, 0,      '1:00:00', 1],
  ['no time at all',                        0,   0, 0,                '0',       0],
])('%s', (_why, from, until, now, text, share) => {
  const left = countdown(from, until, now);
  expect(left.text).toBe(text);
  expect(left.share).toBeCloseTo(share, 2);
});
