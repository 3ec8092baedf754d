import { expect, test } from 'vitest';
import { keyOf, moved, replaced, without } from './ordered.ts';

const [a, b, c] = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];

test('an edited copy keeps the key of its original, and every other item has its own', () => {
  const edited = { name: 'B' };
  const items = replaced([a, b, c], b, edited);
  expect(items).toEqual([a, edited, c]);
  expect(keyOf(edited)).toBe(keyOf(b));
  expect(new Set([a, b, c].map(keyOf)).size).toBe(3);
});

test('an item moves one place, and stays at the ends', () => {
  expect(moved([a, b, c], b, -1)).toEqual([b, a, c]);
  expect(moved([a, b, c], b, 1)).toEqual([a, c, b]);
  expect(moved([a, b, c], a, -1)).toEqual([a, b, c]);
  expect(moved([a, b, c], c, 1)).toEqual([a, b, c]);
});

test('one item is taken out, the others stay', () => {
  expect(without([a, b, c], b)).toEqual([a, c]);
});
