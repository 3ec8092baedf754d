import { expect, test } from 'vitest';
import { measure } from './suppress.ts';

test('the benchmark of suppression finds every second one of those it asks about', () => {
  const { found, median, slow } = measure(100_000, 1_000);
  expect(found).toBe(500);
  expect(median).toBeGreaterThan(0);
  expect(slow).toBeGreaterThanOrEqual(median);
  // Bytes are not looked at: other tests of this process let go of theirs meanwhile.
});
