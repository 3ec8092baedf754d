import { expect, test } from 'vitest';
import { bestOfSix, type PastAttempt, replay } from './impact-replay.ts';

/** A person among so many attempts, five in a row each time; about a minute with each. */
const oneIn = (count: number): readonly PastAttempt[] =>
  Array.from({ length: count * 20 }, (_, index) => ({
    ringMs: index % (5 * count) < 5 ? 10_000 : 20_000,
    handleMs: index % (5 * count) < 5 ? 40_000 + (index % 7) * 7_000 : undefined,
  }));

test('one line each loses nobody, and more lines keep callers busier', () => {
  const [one, two, four] = [1, 2, 4].map((ratio) => replay(oneIn(4), 10, ratio));
  expect(one?.abandoned).toBe(0);
  expect(two?.utilisation).toBeGreaterThan(one?.utilisation ?? 1);
  expect(four?.utilisation).toBeGreaterThan(two?.utilisation ?? 1);
  expect(four?.abandoned).toBeGreaterThan(0);
});

test('the chosen ratio is the busiest of six within the target', () => {
  expect(bestOfSix(oneIn(4), 10, 1)).toBe(4);
  const careful = bestOfSix(oneIn(4), 10, 0);
  expect([1, 1.6, 2.2, 2.8, 3.4, 4]).toContain(careful);
  expect(replay(oneIn(4), 10, careful).abandoned).toBe(0);
});

test('where everybody answers there is one line each', () => {
  expect(bestOfSix(oneIn(1), 10, 1)).toBe(1);
  expect(bestOfSix([], 10, 1)).toBe(1);
});
