import { expect, test } from 'vitest';
import { measure } from './suppress.ts';

test('the benchmark of suppression finds every second one of those it asks about', () => {
  const { found, median, slow, bytes } = measure(100_000, 1_000);
  expect(found).toBe(500);
  expect(median).toBeGreaterThan(0);
  expect(slow).toBeGreaterThanOrEqual(median);
  expect(bytes).toBeGreaterThan(20);
});
