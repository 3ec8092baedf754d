import { expect, test } from 'vitest';
import { hashOf, Prng } from './prng.ts';

const firstOf = (seed: number, count: number): readonly number[] => {
  const prng = new Prng(seed);
  return Array.from({ length: count }, () => prng.next());
};

test('the same seed gives the same numbers', () => {
  expect(firstOf(7, 100)).toEqual(firstOf(7, 100));
});

test('neighbouring seeds have nothing in common', () => {
  const one = new Set(firstOf(1, 1_000));
  expect(firstOf(2, 1_000).filter((number) => one.has(number))).toEqual([]);
});

test('numbers spread evenly over 0 to 1', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (const number of firstOf(3, 100_000)) {
    const tenth = Math.floor(number * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(400);
});

test('a range includes both its ends', () => {
  const prng = new Prng(4);
  const seen = new Set(Array.from({ length: 200 }, () => prng.between(2, 4)));
  expect([...seen].sort()).toEqual([2, 3, 4]);
});

test('gaps have the mean that was asked for', () => {
  const prng = new Prng(5);
  const gaps = Array.from({ length: 50_000 }, () => prng.gap(1_000));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  expect(Math.abs(mean - 1_000)).toBeLessThan(20);
});

test('a fork does not depend on how much the other fork draws', () => {
  const drawAfter = (idle: number): number => {
    const root = new Prng(6);
    const first = root.fork('first');
    for (let round = 0; round < idle; round += 1) first.next();
    return root.fork('second').next();
  };
  expect(drawAfter(0)).toBe(drawAfter(50));
});

test.each([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
])('FNV-1a of %j is the published value', (text, hash) => {
  expect(hashOf(text)).toBe(hash);
});
