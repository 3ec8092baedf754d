import { expect, test } from 'vitest';
import { measure } from './import.ts';

test('the benchmark of imports gives figures', async () => {
  const { rows, importMs, copyMs, times } = await measure(1_000);
  expect(rows).toBe(1_000);
  expect(times).toBeCloseTo(importMs / copyMs);
});
