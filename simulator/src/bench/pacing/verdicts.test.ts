import { abandonment } from '@outpace/engine/pacing/abandonment.ts';
import { expect, test } from 'vitest';
import { type FloorMeasures, measuresOf } from '../../pacing/floor-measures.ts';
import { newTally } from '../../pacing/floor-tally.ts';
import type { Row } from './trials.ts';
import { verdictsOn } from './verdicts.ts';

const row = (pacer: string, percent: number, lost: number, over: Partial<FloorMeasures>): Row => ({
  scenario: 'lunch-15',
  pacer,
  share: 0.03,
  measures: {
    ...measuresOf(newTally(), 0.03),
    occupancy: percent / 100,
    abandonment: abandonment(lost, 1_000, 0.03),
    ...over,
  },
});

type Verdicts = readonly [pooled: boolean, day: boolean, ahead: boolean, ring: boolean];
const day = (share: number) => ({ worstDay: { seed: 1, share } });
// biome-ignore format: a table is read in columns.
test.each<[why: string, ours: Row, rival: Row, verdicts: Verdicts]>([
  ['all is well',                     row('predictive', 85, 30, {}),           row('ratio best', 84, 30, {}), [true, true, true, true]],
  ['too many lost',                   row('predictive', 85, 31, {}),           row('ratio best', 84, 30, {}), [false, true, true, true]],
  ['one day was bad',                 row('predictive', 85, 30, day(0.033)),   row('ratio best', 84, 30, {}), [true, false, true, true]],
  ['a day a little over is none',     row('predictive', 85, 30, day(0.0329)),  row('ratio best', 84, 30, {}), [true, true, true, true]],
  ['a rival is busier',               row('predictive', 85, 30, {}),           row('ratio best', 86, 30, {}), [true, true, false, true]],
  ['one that breaks the limit is none', row('predictive', 85, 30, {}),         row('ratio best', 86, 31, {}), [true, true, true, true]],
  ['a ring was cut short',            row('predictive', 85, 30, { shortestCutMs: 14_999 }), row('ratio best', 84, 30, {}), [true, true, true, false]],
])('%s', (_why, ours, rival, verdicts) => {
  expect(verdictsOn([ours, rival], 0.03).map(({ isPassed }) => isPassed)).toEqual(verdicts);
});

test('what must be reached is asked where it was measured', () => {
  const ours = { ...row('predictive', 82, 0, {}), scenario: 'ordinary-15' };
  const asked = (share: number) => verdictsOn([{ ...ours, share }], share).at(-1);
  expect(asked(0.03)).toEqual({
    what: 'ordinary-15 at least 82 % busy: 82.0 %',
    isPassed: true,
  });
  expect(asked(0.01)?.what).toContain('79 %');
  expect(asked(0.02)?.what).toContain('15 s');
  expect(verdictsOn([row('progressive', 60, 0, {})], 0.03)).toEqual([]);
});

test('without rivals nobody is ahead of them', () => {
  const told = verdictsOn([row('predictive', 85, 30, {})], 0.03).map(({ what }) => what);
  expect(told).toHaveLength(3);
  expect(told.filter((what) => what.includes('rival'))).toEqual([]);
});
