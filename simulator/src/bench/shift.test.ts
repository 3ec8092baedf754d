import { expect, test } from 'vitest';
import { measure } from './shift.ts';

test('the benchmark of the shift lives a day', () => {
  const { virtualSeconds, report } = measure({ agents: 4, chains: 200, minutes: 10 });
  expect(report.violations).toEqual([]);
  expect(virtualSeconds).toBeGreaterThanOrEqual(600);
});
