import { expect, test } from 'vitest';
import {
  callsToPlace,
  nextLevel,
  VICIDIAL_DEFAULTS,
  type VicidialCounts,
  type VicidialSample,
  type VicidialSettings,
} from './vicidial-level.ts';

const quiet: VicidialCounts = {
  callsToday: 100,
  answersToday: 100,
  dropsToday: 0,
  callsLastMinute: 20,
  dropsLastMinute: 0,
};
const over = { ...quiet, dropsToday: 4 };
const sample = (ready: number, waiting: number, agents = 10): VicidialSample => ({
  ready,
  waiting,
  agents,
});

type Row = [
  why: string,
  level: number,
  sample: VicidialSample,
  counts: VicidialCounts,
  hhmm: number,
  changed: Partial<VicidialSettings>,
  next: number,
];
// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['idle agents raise it by their share',  2,   sample(2, 0),   quiet, 1200, {}, 2.4],
  ['waiting people lower it',              2,   sample(0, 1),   quiet, 1200, {}, 1.8],
  ['it never exceeds its maximum',         2.9, sample(5, 0),   quiet, 1200, {}, 3],
  ['nor falls below 1',                    1,   sample(0, 5),   quiet, 1200, {}, 1],
  ['no agents, no change',                 2,   sample(0, 0, 0), quiet, 1200, {}, 2],
  ['it has three decimals',                1.111, sample(1, 0, 7), quiet, 1200, {}, 1.27],
  ['a target keeps agents waiting',        2,   sample(2, 0),   quiet, 1200, { differenceTarget: -2 }, 2],
  ['intensity speeds the rise',            2,   sample(1, 0),   quiet, 1200, { intensity: 40 }, 2.28],
  ['and slows the fall',                   2,   sample(0, 1),   quiet, 1200, { intensity: 40 }, 1.88],
  ['below 0 the other way round',          2,   sample(0, 1),   quiet, 1200, { intensity: -40 }, 1.72],
  ['over the limit, hard: 1',              2,   sample(2, 0),   over,  1200, { method: 'hard' }, 1],
  ['over the limit, average: half',        2,   sample(2, 0),   over,  1200, {}, 1.2],
  ['average comes down to 1 as well',      1.2, sample(0, 0),   over,  1200, {}, 1],
  ['tapered: 2100 − 1130 is 970',          2,   sample(0, 0),   over,  1130, { method: 'tapered' }, 1.94],
  ['tapered: no brake before 11:00',       2,   sample(0, 0),   over,  1059, { method: 'tapered' }, 2],
  ['tapered: after the end, 1',            2,   sample(0, 0),   over,  2101, { method: 'tapered' }, 1],
  ['at the limit is not over it',          2,   sample(0, 0),   { ...quiet, dropsToday: 3 }, 1200, {}, 2],
  ['no brake in the first fifty calls',    2,   sample(0, 0),   { ...over, callsToday: 50 }, 1200, {}, 2],
  ['the emergency brake divides by calls', 3,   sample(0, 0),   { ...quiet, callsLastMinute: 40, dropsLastMinute: 21 }, 1200, {}, 1.5],
  ['and so hardly ever acts',              3,   sample(0, 0),   { ...quiet, callsLastMinute: 40, dropsLastMinute: 20 }, 1200, {}, 3],
])('%s', (_why, level, means, counts, hhmm, changed, next) => {
  expect(nextLevel(level, means, counts, hhmm, { ...VICIDIAL_DEFAULTS, ...changed })).toBe(next);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, level: number, ready: number, inCall: number, inAir: number, changed: Partial<VicidialSettings>, calls: number]>([
  ['level 1 is one call for each ready agent',   1,   3,  7, 0, {}, 3],
  ['those in the air are taken off',             1,   3,  7, 2, {}, 1],
  ['talking agents count with the level too',    1.5, 0, 10, 0, {}, 5],
  ['rounded, not cut',                           1.25, 1, 1, 0, {}, 2],
  ['never below none',                           1,   0, 10, 4, {}, 0],
  ['available only: the level is for the ready', 4,   2,  8, 3, { availableOnly: true }, 5],
  ['a target may count when placing',            2,   4,  0, 0, { isTargetPlaced: true, differenceTarget: -1 }, 6],
  ['and leaves nobody below none',               2,   1,  0, 0, { isTargetPlaced: true, differenceTarget: -3 }, 0],
])('%s', (_why, level, ready, inCall, inAir, changed, calls) => {
  const settings = { ...VICIDIAL_DEFAULTS, ...changed };
  expect(callsToPlace(level, { ready, inCall, inAir }, settings)).toBe(calls);
});
