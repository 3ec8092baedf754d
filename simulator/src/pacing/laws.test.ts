import { expect, test } from 'vitest';
import { Prng } from '../prng.ts';
import { draw, exponential, fixed, type Law, logNormal, meanOf, uniform } from './laws.ts';

const mixture: Law = {
  kind: 'mixture',
  quickShare: 0.4,
  quick: uniform(1_000, 3_000),
  body: fixed(50_000),
};

test.each<[law: Law, meanMs: number]>([
  [fixed(700), 700],
  [uniform(3_000, 5_000), 4_000],
  [exponential(15_000), 15_000],
  [logNormal(90_000, 1), 90_000],
  [mixture, 30_800],
  [{ kind: 'measured', quantilesMs: [1_000, 2_000, 9_000] }, 3_500],
  [{ kind: 'bank' }, 258_000],
])('%o draws whole durations with its mean', (law, meanMs) => {
  const prng = new Prng(1);
  const draws = Array.from({ length: 40_000 }, () => draw(law, prng));
  expect(draws.every((ms) => Number.isInteger(ms) && ms >= 0)).toBe(true);
  const mean = draws.reduce((sum, ms) => sum + ms, 0) / draws.length;
  expect(Math.abs(mean / meanMs - 1)).toBeLessThan(0.03);
  expect(Math.abs(meanOf(law) / meanMs - 1)).toBeLessThan(0.02);
});

test('the spread of a log-normal is its cv, and nothing is shorter than the least', () => {
  const prng = new Prng(2);
  const draws = Array.from({ length: 40_000 }, () => Number(draw(logNormal(10_000, 0.5), prng)));
  const spread = draws.reduce((sum, ms) => sum + (ms - 10_000) ** 2, 0) / draws.length;
  expect(Math.sqrt(spread) / 10_000).toBeCloseTo(0.5, 1);
  expect(draw(logNormal(10_000, 0.5, 60_000), prng)).toBe(60_000);
});
