import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PacingCounts, PacingView } from './counts.ts';
import { decideProgressive, progressiveCalls } from './progressive.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, m: number, ready: number, waiting: number, inAir: number, calls: number]>([
  ['the published example: m 0.7, R 4, Q 0, D 1', 0.7,  4, 0,  1, 1],
  ['one ready agent, one call',                   1,    1, 0,  0, 1],
  ['his call is in the air',                      1,    1, 0,  1, 0],
  ['nobody is ready',                             1,    0, 0,  0, 0],
  ['somebody waits already, nobody is dialed',    1,    1, 1,  0, 0],
  ['ten agents, four in the air, two wait',       1,   10, 2,  4, 4],
  ['two lines for one agent',                     2,    1, 0,  0, 2],
  ['one of the two in the air counts as one',     2,    1, 0,  1, 0],
  ['three agents, three of six in the air',       2,    3, 0,  3, 2],
  ['a tenth of a line: nine agents, no call',     0.1,  9, 0,  0, 0],
  ['a tenth of a line: ten agents, one call',     0.1, 10, 0,  0, 1],
  ['ten times 0.7 is seven, not noise',           0.7, 10, 0,  0, 7],
  ['more in the air than agents is no call back', 1,    1, 0,  9, 0],
])('%s', (_why, m, ready, waiting, inAir, calls) => {
  expect(progressiveCalls({ ready, waiting, inAir }, m)).toBe(calls);
});

const counts = (over: Partial<PacingCounts>): PacingCounts => ({
  ready: 5,
  waiting: 0,
  inAir: 0,
  portsFree: 100,
  recordsFree: 100,
  ...over,
});
const view = (over: Partial<PacingView>): PacingView => ({
  ready: 5,
  waiting: 0,
  inAir: 0,
  wanted: 5,
  opened: 5,
  bound: 'nothing',
  ...over,
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, counts: PacingCounts, view: PacingView]>([
  ['nothing binds',           counts({}),                 view({})],
  ['the ports bind',          counts({ portsFree: 2 }),   view({ opened: 2, bound: 'ports' })],
  ['the records bind',        counts({ recordsFree: 3 }), view({ opened: 3, bound: 'records' })],
  ['no record is left',       counts({ recordsFree: 0 }), view({ opened: 0, bound: 'records' })],
  ['both bind alike: ports',  counts({ portsFree: 2, recordsFree: 2 }),
    view({ opened: 2, bound: 'ports' })],
  ['the agents bind',         counts({ inAir: 5 }),
    view({ inAir: 5, wanted: 0, opened: 0, bound: 'agents' })],
])('%s', (_why, given, decided) => {
  expect(decideProgressive(given, 1)).toEqual(decided);
});

const count = fc.nat({ max: 500 });
const anyCounts: fc.Arbitrary<PacingCounts> = fc.record({
  ready: count,
  waiting: count,
  inAir: count,
  portsFree: count,
  recordsFree: count,
});
const anyLines = fc.double({ min: 0.1, max: 10, noNaN: true });

test('pacing opens a whole number of calls that ports and records can carry', () => {
  fc.assert(
    fc.property(anyCounts, anyLines, (given, m) => {
      const { opened, wanted } = decideProgressive(given, m);
      const limit = Math.min(wanted, given.portsFree, given.recordsFree);
      return Number.isInteger(opened) && opened >= 0 && opened <= limit;
    }),
  );
});

test('one line per agent never has more calls in the air than agents ready', () => {
  fc.assert(
    fc.property(anyCounts, (given) => {
      const calls = progressiveCalls(given, 1);
      return calls === 0 || given.inAir + given.waiting + calls <= given.ready;
    }),
  );
});

test('one more ready agent never means fewer calls', () => {
  fc.assert(
    fc.property(anyCounts, anyLines, (given, m) => {
      const more = { ...given, ready: given.ready + 1 };
      return progressiveCalls(more, m) >= progressiveCalls(given, m);
    }),
  );
});
