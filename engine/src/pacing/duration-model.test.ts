import { describe, expect, test } from 'vitest';
import { DurationModel, Releases, rowOf } from './duration-model.ts';

const ended = (durations: readonly number[]): DurationModel => {
  const model = new DurationModel(60);
  for (const seconds of durations) model.end(seconds);
  return model;
};

/** Spread like an exponential of this mean, without chance. */
const exponential = (meanS: number, count: number): number[] =>
  Array.from({ length: count }, (_, place) => -meanS * Math.log(1 - (place + 0.5) / count));

describe('how long something lasts', () => {
  test('is what was believed until something ends', () => {
    expect(new DurationModel(90).meanS).toBe(90);
  });

  test('is learned', () => {
    expect(ended(exponential(40, 500)).meanS).toBeCloseTo(40, 0);
  });

  test('a constant hazard is found in every bin that has lived', () => {
    for (const hazard of ended(exponential(50, 5_000)).hazards().slice(0, 11)) {
      expect(hazard).toBeGreaterThan(0.015);
      expect(hazard).toBeLessThan(0.025);
    }
  });

  test('those that go on are not short: the first ends do not pass for all', () => {
    const model = ended([5, 6, 7, 8]);
    const before = model.meanS;
    model.watch(Array.from({ length: 96 }, () => 30));
    expect(before).toBeLessThan(30);
    expect(model.meanS).toBeGreaterThan(300);
    model.watch([]);
    expect(model.meanS).toBe(before);
  });

  test('what was kept weighs as much as is asked for, and nonsense nothing', () => {
    const kept = ended(exponential(40, 500)).toNumbers();
    const next = new DurationModel(60);
    next.recall(kept, 100);
    expect(next.seen).toBeCloseTo(100, 1);
    expect(next.meanS).toBeCloseTo(40, 0);
    const other = new DurationModel(60);
    other.recall([1, 2, 3], 100);
    other.recall(
      kept.map(() => -1),
      100,
    );
    expect(other.seen).toBe(0);
  });
});

describe('who is ready again', () => {
  const releases = new Releases();
  releases.learn(ended(exponential(100, 4_000)), ended(exponential(10, 4_000)), 0.9);
  const chance = (of: 'talking' | 'wrapping', elapsedS: number, withinS: number): number => {
    const chances = new Float64Array(1);
    releases[of](rowOf(elapsedS), Float64Array.of(withinS), chances);
    return chances[0] ?? 0;
  };

  test.each([
    ['nobody at once', 0, 0],
    ['of those in wrap-up one in ten each second', 10, 0.9 * (1 - Math.exp(-1))],
  ])('%s', (_name, withinS, share) => {
    expect(chance('wrapping', 5, withinS)).toBeCloseTo(share, 1);
  });

  test('after a conversation comes the wrap-up', () => {
    // The sum of two exponentials, 100 s and 10 s, is below 30 s with this chance.
    const both = 1 - (100 * Math.exp(-0.3) - 10 * Math.exp(-3)) / 90;
    expect(chance('talking', 60, 30)).toBeCloseTo(0.9 * both, 2);
    expect(chance('talking', 60, 30)).toBeLessThan(chance('wrapping', 60, 30));
  });

  test('a longer view never shows fewer', () => {
    for (const elapsed of [0, 3, 10, 100, 1_000, 100_000]) {
      let before = 0;
      for (let within = 0; within <= 40; within += 0.7) {
        const share = chance('talking', elapsed, within);
        expect(share).toBeGreaterThanOrEqual(before - 1e-12);
        expect(share).toBeLessThanOrEqual(0.9);
        before = share;
      }
    }
  });
});
