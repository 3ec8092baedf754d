import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeBankFile } from './bank-file.ts';

test('every real contact is in the file, each with a number of its own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-bank-'));
  const path = join(folder, 'bank.csv');
  expect(await writeBankFile(path)).toBe(45_211);
  const [header = '', ...rows] = (await readFile(path, 'utf8')).trim().split('\n');
  await rm(folder, { recursive: true });
  expect(header.split(',').slice(0, 3)).toEqual(['customer_id', 'phone', 'age']);
  expect(new Set(rows.map((row) => row.split(',')[1])).size).toBe(45_211);
});
