import { expect, test } from 'vitest';
import { longestPause, pausesByKind } from './dial-pauses.ts';

const dials = (site: string, ...at: readonly number[]) => at.map((atMs) => ({ site, atMs }));

// biome-ignore format: a table is read in columns.
test.each<[why: string, at: readonly number[], pause: number]>([
  ['between two dials of the span',               [90, 110, 150, 195, 210], 45],
  ['it may begin before the span',                [20, 110, 150, 190, 210], 90],
  ['and end after it',                            [90, 110, 150, 190, 900], 710],
  ['or cover all of it',                          [50, 350],                300],
  ['whoever has not dialed yet counts from there', [150, 180, 200],         50],
  ['and whoever does not any more to the end',    [100, 120],               80],
])('%s', (_why, at, pause) => {
  expect(longestPause([...dials('other', 101, 102), ...dials('one', ...at)], 'one', 100, 200)).toBe(
    pause,
  );
});

test('of each kind of disturbance the worst site counts', () => {
  const heard = [...dials('one', 90, 110, 190, 290, 310), ...dials('two', 95, 105, 205, 295, 305)];
  const found = pausesByKind(
    heard,
    ['one', 'two'],
    [
      { what: 'killed', fromMs: 100, toMs: 120 },
      { what: 'killed', fromMs: 280, toMs: 300 },
      { what: 'cut off', fromMs: 296, toMs: 304 },
    ],
  );
  expect([...found]).toEqual([
    ['killed', { times: 2, longestMs: 100 }],
    ['cut off', { times: 1, longestMs: 20 }],
  ]);
});
