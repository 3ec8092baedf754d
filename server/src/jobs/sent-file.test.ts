import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { asCsv } from './sent-file.ts';
import { archiveOf, workbookOf } from './test-workbook.ts';

test.each<[why: string, sent: Buffer, ends: object, kept: RegExp]>([
  ['a workbook', workbookOf([['Phone'], [2_125_550_142]]), { ok: true }, /^Phone\n2125550142\n$/],
  ['CSV', Buffer.from('Phone\n1'), { ok: true }, /^Phone\n1$/],
  ['nothing', Buffer.alloc(0), { ok: true }, /^$/],
  ['an archive', archiveOf({ a: 'b' }), { problem: { code: 'FILE_NOT_CSV' } }, /^PK/],
])('%s', async (_why, sent, ends, kept) => {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-sent-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'file.csv');
  await writeFile(path, sent);
  expect(await asCsv(path)).toMatchObject(ends);
  expect(await readFile(path, 'utf8')).toMatch(kept);
  expect(await readdir(folder)).toEqual(['file.csv']);
});
