import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Uploads } from './import-uploads.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-uploads-'));
});
afterEach(() => rm(folder, { recursive: true }));

const about = { site: 's', listId: 'l', fileName: 'a.csv', bytes: 3, encoding: 'utf-8' } as const;
const dayMs = 24 * 3_600_000;

test('a file is kept for its list and no other', async () => {
  const uploads = new Uploads(folder);
  const fileId = await uploads.receive(Readable.from([Buffer.from('a,b')]));
  expect(await uploads.find('s', 'l', fileId)).toBeUndefined();
  await uploads.keep(fileId, about);
  expect(await uploads.find('s', 'l', fileId)).toEqual(about);
  expect(await uploads.find('s', 'other', fileId)).toBeUndefined();
  expect(await uploads.find('other', 'l', fileId)).toBeUndefined();
  expect(await readFile(uploads.path(fileId), 'utf8')).toBe('a,b');
});

test('an id that is none finds nothing, above all no other file', async () => {
  const uploads = new Uploads(folder);
  expect(await uploads.find('s', 'l', '..')).toBeUndefined();
  expect(() => uploads.path('../../etc/passwd')).toThrow('bug');
});

test('a file that broke off is removed', async () => {
  const uploads = new Uploads(folder);
  const broken = new Readable({
    read() {
      this.destroy(new Error('the browser went away'));
    },
  });
  await expect(uploads.receive(broken)).rejects.toThrow('the browser went away');
  expect(await readdir(join(folder, 'uploads'))).toEqual([]);
});

test('after a day a file that nobody imported goes', async () => {
  const uploads = new Uploads(folder);
  expect(await uploads.sweep(Date.now())).toBe(0);
  await uploads.keep(await uploads.receive(Readable.from([Buffer.from('a')])), about);
  expect(await uploads.sweep(Date.now())).toBe(1);
  expect(await uploads.sweep(Date.now() + dayMs + 60_000)).toBe(0);
  expect(await readdir(join(folder, 'uploads'))).toEqual([]);
});
