import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeBankFile } from './bank-file.ts';
import { writeSpoiledBankFile } from './spoiled-bank-file.ts';

test('a thousand rows are spoiled in ten ways, the others are those of the bank', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-bank-'));
  await writeBankFile(join(folder, 'good.csv'));
  const { good, refused } = await writeSpoiledBankFile(join(folder, 'spoiled.csv'));
  const [before, after] = await Promise.all(
    ['good.csv', 'spoiled.csv'].map(async (name) =>
      (await readFile(join(folder, name), 'utf8')).split('\n'),
    ),
  );
  await rm(folder, { recursive: true });
  expect(good).toBe(44_211);
  const changed = after?.flatMap((text, at) => (text === before?.[at] ? [] : [at + 1]));
  expect(changed).toEqual(refused.map(({ line }) => line));
  const kinds = new Set(refused.map(({ reason }) => reason.replace(/\d+/g, 'n')));
  expect([refused.length, kinds.size]).toEqual([1_000, 10]);
});
