import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from '@outpace/engine/basics/result.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scanFile } from './import-scan.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-scan-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function codeOf(bytes: Buffer | string): Promise<string> {
  const path = join(folder, 'file.csv');
  await writeFile(path, bytes);
  return wordOf(await scanFile(path));
}

const wordOf = (result: Result<string, { readonly code: string }>): string =>
  result.ok ? result.value : result.problem.code;

const utf16 = Buffer.from('phone,name\n2125550142,Ada\n', 'utf16le');
const junk = Buffer.from(Array.from({ length: 4_000 }, (_, n) => ((n * 7919) >> 3) & 0xff));

// biome-ignore format: a table
test.each<[why: string, bytes: Buffer | string, word: string]>([
  ['plain text',                   'a,b\n1,2\n',                                'utf-8'],
  ['UTF-8',                        'name\nJosé Müller\n',                       'utf-8'],
  ['UTF-8 with its mark',          '\uFEFFname\nJosé\n',                        'utf-8'],
  ['a character cut by a chunk',   `${'xxxxxxxxx\n'.repeat(6_553)}xxxxx€\n`, 'utf-8'],
  ['a character cut by the end',   Buffer.from([0x61, 0x0a, 0xe2, 0x82]),       'windows-1252'],
  ['Windows-1252',                 Buffer.from('name\nJos\xe9\n', 'latin1'),    'windows-1252'],
  ['neither of the two',           Buffer.from('name\n\xe9\x81\n', 'latin1'),   'FILE_ENCODING'],
  ['UTF-16 with its mark',         Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), 'FILE_ENCODING'],
  ['UTF-16 without it',            utf16,                                       'FILE_ENCODING'],
  ['a NUL in text',                'a,b\n1,\0\n',                               'FILE_ENCODING'],
  ['nothing',                      '',                                          'FILE_EMPTY'],
  ['a workbook',                   Buffer.from('PK\x03\x04\x14\0\x06\0'),       'FILE_NOT_CSV'],
  ['a compressed file',            Buffer.from([0x1f, 0x8b, 8, 0, 0, 0]),       'FILE_NOT_CSV'],
  ['a PDF',                        '%PDF-1.7\n',                                'FILE_NOT_CSV'],
  ['junk',                         junk,                                        'FILE_NOT_CSV'],
  ['500 columns',                  `a${',a'.repeat(499)}\n`,                    'utf-8'],
  ['501 columns',                  `a${',a'.repeat(500)}\n`,                    'TOO_MANY_COLUMNS'],
  ['a line of 1 MB',               `a\n${'x'.repeat(1_048_576)}\nb`,            'utf-8'],
  ['a longer line',                `a\n${'x'.repeat(1_048_577)}\nb`,            'LINE_TOO_LONG'],
  ['lines ended by CR alone',      `${'x'.repeat(1_000)}\r`.repeat(2_000),      'utf-8'],
])('%s', async (_why, bytes, word) => {
  expect(await codeOf(bytes)).toBe(word);
});

test.each<[why: string, piece: string, times: number, word: string]>([
  ['a line of 100 MB', 'x', 100, 'LINE_TOO_LONG'],
  ['ten million columns', 'c,', 20, 'TOO_MANY_COLUMNS'],
])('%s is refused after its first megabyte', async (_why, piece, times, word) => {
  const path = join(folder, 'large.csv');
  const file = createWriteStream(path);
  const megabyte = piece.repeat(1_048_576 / piece.length);
  for (let n = 0; n < times; n += 1) if (!file.write(megabyte)) await once(file, 'drain');
  file.end();
  await once(file, 'close');
  const before = process.memoryUsage().rss;
  expect(wordOf(await scanFile(path))).toBe(word);
  expect(process.memoryUsage().rss - before).toBeLessThan(20 * 1_048_576);
});
