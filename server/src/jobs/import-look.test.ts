import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookAtFile } from './import-file.ts';
import { lookBeside } from './import-look.ts';
import type { ListDefaults } from './import-row.ts';

const list: ListDefaults = {
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 0,
  dailyTill: 86_400,
  fields: [],
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-beside-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a thread sees the same as we do', async () => {
  const path = join(folder, 'file.csv');
  await writeFile(path, 'Phone,Name,Age\n2125550142,Ada,36\n');
  expect(await lookBeside(path, list)).toEqual(await lookAtFile(path, list));
  await writeFile(path, '');
  expect(await lookBeside(path, list)).toEqual({ ok: false, problem: { code: 'FILE_EMPTY' } });
});

test('a fault of the file is thrown here', async () => {
  await expect(lookBeside(join(folder, 'missing.csv'), list)).rejects.toThrow('no such file');
});
