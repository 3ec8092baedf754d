import { expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { measure } from './lease.ts';

test('each size of list is measured while attempts and an import are written', async () => {
  const { pool, drop } = await testDatabase();
  const { fetches, written, keyedPerS } = await measure(pool, [400, 800], 3);
  await drop();
  expect(fetches.map(({ size, kind }) => `${size} ${kind}`)).toEqual([
    '400 whole',
    '400 selected',
    '800 whole',
    '800 selected',
  ]);
  for (const { medianMs, slowMs } of fetches) {
    expect(medianMs).toBeGreaterThan(0);
    expect(slowMs).toBeGreaterThanOrEqual(medianMs);
  }
  expect(written.attempts).toBeGreaterThan(0);
  expect(written.rows).toBeGreaterThan(0);
  expect(written.seconds).toBeGreaterThan(0);
  expect(keyedPerS).toBeGreaterThan(0);
});
