import { expect, test } from 'vitest';
import { measure } from './decide.ts';

test('the benchmark of decisions times the second half of its time', () => {
  const { decisions, median, slow } = measure(5, 0.05, 0.1);
  expect(decisions).toBe(360);
  expect(slow).toBeGreaterThanOrEqual(median);
});
