import { expect, test } from 'vitest';
import { measure } from './import.ts';

test('the benchmark of imports gives figures', async () => {
  const { rows, spans, copyMs, times, rateWanted } = await measure(1_000, 2);
  const { readMs, publishMs, totalMs } = spans;
  expect(rows).toBe(1_000);
  expect(readMs + spans.copyMs + publishMs).toBeCloseTo(totalMs);
  expect(publishMs).toBeGreaterThan(0);
  expect(times).toBeCloseTo(totalMs / copyMs);
  expect(rateWanted).toBeCloseTo(Math.min(50_000, 1_000_000 / copyMs / 3));
});
