import { expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { measure } from './lease.ts';

test('each size of list is measured', async () => {
  const { pool, drop } = await testDatabase();
  const medians = await measure(pool, [200, 400], 1);
  await drop();
  expect(medians.every((tookMs) => tookMs > 0)).toBe(true);
});
