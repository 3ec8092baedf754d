import { describe, expect, test } from 'vitest';
import { HORIZON_S } from './horizon.ts';
import { AGE_BINS, ageBin, RingCurves, RingTable } from './ring-model.ts';

const NONE_RINGING = new Float64Array(AGE_BINS);

/**
 * A list of which a quarter answers after 8 s, a quarter is a machine after 20 s and the rest rings
 * for half a minute.
 */
function dialed(calls: number, delayS = 0): RingTable {
  const table = new RingTable();
  for (let call = 0; call < calls; call += 1) {
    if (call % 4 === 0) {
      table.answer(8.2);
      table.judge(8.2, delayS, true);
    } else if (call % 4 === 1) {
      table.answer(20.2);
      table.judge(20.2, delayS, false);
    } else table.end(30.2);
  }
  return table;
}

function curvesOf(table: RingTable, drift = 1): RingCurves {
  const curves = new RingCurves();
  curves.learn(table, NONE_RINGING, undefined, drift);
  return curves;
}

const needWithin = (curves: RingCurves, ageS: number, withinS: number): number =>
  curves.need[curves.rowOf(ageBin(ageS)) + HORIZON_S.indexOf(withinS)] ?? Number.NaN;

describe('what a call in the air will need', () => {
  const curves = curvesOf(dialed(4_000));

  test.each([
    ['a new call soon', 0, 6, 0.0, 0.01],
    ['a new call in ten seconds', 0, 10, 0.24, 0.26],
    ['one that has rung 7 s, shortly', 7, 2, 0.24, 0.26],
    ['one that has rung 10 s: only machines are left', 10, 30, 0, 0.02],
  ])('%s', (_name, ageS, withinS, low, high) => {
    expect(needWithin(curves, ageS, withinS)).toBeGreaterThanOrEqual(low);
    expect(needWithin(curves, ageS, withinS)).toBeLessThanOrEqual(high);
  });

  test('the share of dials that a person answers', () => {
    expect(curves.rate).toBeCloseTo(0.25, 2);
    expect(curvesOf(dialed(4_000), 0.5).rate).toBeCloseTo(0.125, 2);
  });

  test('of those answered, the age tells who it is', () => {
    expect(curves.needAnswered(8.2, 0, 2)).toBeGreaterThan(0.95);
    expect(curves.needAnswered(20.2, 0, 2)).toBeLessThan(0.05);
  });

  test('verdicts take their time', () => {
    const slow = curvesOf(dialed(4_000, 2));
    expect(slow.meanDelayS).toBeCloseTo(2, 0);
    expect(needWithin(slow, 0, 8)).toBeLessThan(0.05);
    expect(needWithin(slow, 0, 12)).toBeCloseTo(0.25, 1);
    expect(slow.needAnswered(8.2, 0.5, 1)).toBeLessThan(0.3);
    expect(slow.needAnswered(8.2, 0.5, 2)).toBeGreaterThan(0.8);
  });
});

/** So many people answer at each of these ages, and so many calls end after 30 s or 50 s. */
function ringing(people: number, ages: readonly number[], nobody: number): RingCurves {
  const table = new RingTable();
  for (const ageS of ages) {
    for (let call = 0; call < people; call += 1) {
      table.answer(ageS);
      table.judge(ageS, 0, true);
    }
  }
  for (let call = 0; call < nobody; call += 1) table.end(call % 2 === 0 ? 30.2 : 50.2);
  return curvesOf(table);
}

const MANY = Array.from({ length: 8 }, () => 5.2);
/** Half of those who are left answer every ten seconds. */
const MEMORYLESS = Array.from({ length: 800 }, (_, n) => 10 * Math.log2(800 / (n + 0.5)));

test.each<[what: string, calls: Parameters<typeof ringing>, untilS: number | undefined]>([
  ['nobody answers late: as soon as the law lets it', [500, [5.2], 1_500], 15],
  ['many answer late: when they have', [500, [5.2, 18.2], 1_500], 18.5],
  ['a few answer late: they are not waited for', [50, [...MANY, 18.2], 900], 15],
  ['they answer early or late alike: never', [10, MEMORYLESS, 0], undefined],
])('a call is worth less to its line than a new one: %s', (_what, calls, untilS) => {
  expect(ringing(...calls).worthUntil(15)).toBe(untilS);
});

test('a call taken back teaches that nobody had answered by then, and nothing more', () => {
  const table = new RingTable();
  for (let call = 0; call < 400; call += 1) {
    if (call % 2 === 0) {
      table.answer(20.2);
      table.judge(20.2, 0, true);
    } else table.censor(15);
  }
  expect(curvesOf(table).rate).toBeGreaterThan(0.9);
});

test('a thin list leans on the wider curve, a thick one stands alone', () => {
  const wide = curvesOf(dialed(4_000));
  const answers = (calls: number): number => {
    const table = new RingTable();
    for (let call = 0; call < calls; call += 1) table.end(30.2);
    const curves = new RingCurves();
    curves.learn(table, NONE_RINGING, wide, 1);
    return curves.rate;
  };
  expect(answers(0)).toBeCloseTo(wide.rate, 6);
  expect(answers(20)).toBeGreaterThan(0.1);
  expect(answers(2_000)).toBeLessThan(0.01);
});

test('what was kept comes back as so many calls', () => {
  const kept = dialed(4_000).toNumbers();
  const next = new RingTable();
  next.recall(kept, 100);
  expect(next.resolved).toBeCloseTo(100, 6);
  expect(curvesOf(next).rate).toBeCloseTo(0.25, 1);
  const other = new RingTable();
  other.recall(kept.slice(1), 100);
  expect(other.resolved).toBe(0);
});

test('calls that still ring unanswered say that few answer', () => {
  const table = new RingTable();
  for (let call = 0; call < 20; call += 1) {
    table.answer(5.2);
    table.judge(5.2, 0, true);
  }
  const rateWith = (ringing: number): number => {
    const curves = new RingCurves();
    curves.learn(table, new Float64Array(AGE_BINS).fill(0).with(ageBin(12), ringing), undefined, 1);
    return curves.rate;
  };
  expect(rateWith(0)).toBeGreaterThan(0.6);
  expect(rateWith(180)).toBeLessThan(0.35);
});

test('the need is taken rather too high until a hundred people have answered', () => {
  const tooHigh = (calls: number): number => {
    const curves = curvesOf(dialed(calls));
    return needWithin(curves, 0, 30) / curves.rate;
  };
  // A quarter of them are people.
  const factors = [8, 40, 160, 800].map(tooHigh);
  expect(factors).toEqual(factors.toSorted((one, other) => other - one));
  expect(factors[0]).toBeGreaterThan(1.5);
  expect(factors[3]).toBeLessThanOrEqual(1);
});
