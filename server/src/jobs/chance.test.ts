import { expect, test } from 'vitest';
import { chanceFrom } from './chance.ts';

const draws = (seed: number, count: number): number[] => {
  const chance = chanceFrom(seed);
  return Array.from({ length: count }, () => chance.below(10));
};

test('the same seed draws the same, another one something else', () => {
  expect(draws(7, 50)).toEqual(draws(7, 50));
  expect(draws(7, 50)).not.toEqual(draws(8, 50));
});

test('every number comes about as often as the others', () => {
  const counts = new Map<number, number>();
  for (const draw of draws(1, 10_000)) counts.set(draw, (counts.get(draw) ?? 0) + 1);
  expect([...counts.keys()].toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
});
