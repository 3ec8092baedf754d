import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, assert, beforeEach, expect, test } from 'vitest';
import { type FetchedFile, type FetchFailure, FetchFault } from '../outside/fetch-outside.ts';
import { testDatabase } from '../store/test-database.ts';
import { ImportDesk } from './import-desk.ts';
import { ImportJobs } from './import-jobs.ts';
import { ImportSandbox, mappingOf } from './import-sandbox.ts';
import { importRow, importRows } from './import-store.ts';
import type { SentFile } from './kept-upload.ts';
import { workbookOf } from './test-workbook.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
let jobs: ImportJobs;
let desk: ImportDesk;
let imported: string[];
let dataDir = '';
beforeEach(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
  dataDir = await mkdtemp(join(tmpdir(), 'outpace-desk-'));
  jobs = new ImportJobs(database.pool, () => undefined);
  imported = [];
  const onImported = async (listId: string): Promise<void> => void imported.push(listId);
  const parts = { pool: database.pool, siteId: sandbox.site, dataDir, onImported, fetch };
  desk = new ImportDesk(parts, jobs);
});
afterEach(async () => {
  await jobs.close();
  await database.drop();
  await rm(dataDir, { recursive: true });
});

/** What is fetched from anywhere. */
let fetched: () => FetchedFile = () => {
  throw new Error('nothing is to be fetched');
};
const fetch = async (): Promise<FetchedFile> => fetched();

function sent(bytes: Buffer | string, filename = 'people.csv', truncated = false): SentFile {
  const content = Buffer.from(bytes);
  const file = Object.assign(Readable.from([content]), { truncated, bytesRead: content.length });
  return { filename, file };
}

const kept = () => readdir(join(dataDir, 'uploads'));

test('a file that can be imported is kept and described', async () => {
  const listId = await sandbox.addList();
  const text = 'Phone,Name\n2125550142,José\n';
  const file = await desk.receive(listId, sent(text, 'C:\\lists\\people\u0007.csv'), Date.now());
  assert(file.ok);
  expect(file.value).toEqual({
    fileId: file.value.fileId,
    fileName: 'people.csv',
    bytes: Buffer.byteLength(text),
    suggested: mappingOf(['phone', 'contact-name'], { refuseDuplicatesIn: 'list' }),
    header: ['Phone', 'Name'],
    sample: [['2125550142', 'José']],
  });
  expect(await kept()).toHaveLength(2);
});

test('a kept file is read again as one says, for the list it was sent for', async () => {
  const listId = await sandbox.addList();
  const file = await desk.receive(listId, sent('Phone;Name\n2125550142;A,B\n'), Date.now());
  assert(file.ok);
  const { fileId } = file.value;
  const how = { separator: ',', encoding: 'utf-8' } as const;
  const again = await desk.look({ listId, fileId }, how);
  assert(again.ok);
  expect(again.value).toMatchObject({
    fileId,
    fileName: 'people.csv',
    sample: [['2125550142;A', 'B']],
  });
  const elsewhere = await desk.look({ listId: await sandbox.addList(), fileId }, how);
  expect(elsewhere).toMatchObject({ ok: false, problem: { code: 'NOT_FOUND' } });
});

test('of a workbook the first sheet is kept, as CSV', async () => {
  const listId = await sandbox.addList();
  const book = workbookOf([
    ['Phone', 'Since'],
    [2_125_550_142, { day: 46_146 }],
  ]);
  const file = await desk.receive(listId, sent(book, 'people.xlsx'), Date.now());
  assert(file.ok);
  const { fileName, sample, suggested, bytes } = file.value;
  expect({ fileName, sample }).toEqual({
    fileName: 'people.xlsx',
    sample: [['2125550142', '2026-05-04']],
  });
  expect(suggested.newFields).toMatchObject([{ key: 'since', type: 'date' }]);
  expect(bytes).toBe('Phone,Since\n2125550142,2026-05-04\n'.length);
});

test('one that cannot is not kept', async () => {
  const listId = await sandbox.addList();
  const cut = await desk.receive(listId, sent('Phone\n', 'a.csv', true), Date.now());
  expect(cut).toMatchObject({ ok: false, problem: { code: 'TOO_LARGE' } });
  const empty = await desk.receive(listId, sent(''), Date.now());
  expect(empty).toMatchObject({ ok: false, problem: { code: 'FILE_EMPTY' } });
  expect(await kept()).toEqual([]);
});

test('a file that is not UTF-8 is not read as such', async () => {
  const listId = await sandbox.addList();
  const bytes = Buffer.from('Phone,Name\n2125550142,Jos\xe9\n', 'latin1');
  const file = await desk.receive(listId, sent(bytes), Date.now());
  assert(file.ok);
  const { fileId, suggested } = file.value;
  expect(suggested.encoding).toBe('windows-1252');
  const asUtf8 = await desk.preview({ listId, fileId }, { ...suggested, encoding: 'utf-8' });
  expect(asUtf8).toMatchObject({ ok: false, problem: { code: 'FILE_ENCODING' } });
  const asItIs = await desk.preview({ listId, fileId }, suggested);
  expect(asItIs).toMatchObject({ ok: true, value: { rows: [{ contactName: 'José' }] } });
});

test('nobody fills the disk with files that are never imported', async () => {
  const listId = await sandbox.addList();
  await mkdir(join(dataDir, 'uploads'));
  for (let n = 0; n < 50; n += 1) {
    await writeFile(join(dataDir, 'uploads', `${randomUUID()}.csv`), '');
  }
  const refused = await desk.receive(listId, sent('Phone\n2125550142\n'), Date.now());
  expect(refused).toMatchObject({ ok: false, problem: { code: 'TOO_MANY' } });
});

test('a file is imported once, into its own list, and then removed', async () => {
  const listId = await sandbox.addList();
  const other = await sandbox.addList();
  const file = await desk.receive(listId, sent('Phone\n2125550142\n'), Date.now());
  assert(file.ok);
  const { fileId, suggested } = file.value;
  const elsewhere = await desk.start({ listId: other, fileId }, suggested, 'admin');
  expect(elsewhere).toMatchObject({ ok: false, problem: { code: 'NOT_FOUND' } });
  const begun = await desk.start({ listId, fileId }, suggested, 'admin');
  assert(begun.ok);
  expect(begun.value).toMatchObject({ state: 'running', fileName: 'people.csv', bytesTotal: 17 });
  const again = await desk.start({ listId, fileId }, suggested, 'admin');
  expect(again).toMatchObject({ ok: false });
  await jobs.settled();
  expect([await kept(), imported]).toEqual([[], [listId]]);
  expect(await sandbox.contents(listId)).toMatchObject({ records: 1 });
});

test('an import whose process is gone can still be closed', async () => {
  const importId = await sandbox.addImport(await sandbox.addList());
  const closed = await desk.cancel(importId, 'admin');
  expect(closed).toMatchObject({ ok: true, value: { state: 'cancelled', problem: null } });
  expect(await desk.cancel(importId, 'admin')).toEqual(closed);
  const { rows } = await database.pool.query(`select count(*)::int from audit where what = $1`, [
    'import-cancelled',
  ]);
  expect(rows).toEqual([{ count: 1 }]);
});

/** The next process, which begins again what this one has left. */
async function nextStart(): Promise<ImportDesk> {
  await jobs.close();
  jobs = new ImportJobs(database.pool, () => undefined);
  const onImported = async (listId: string): Promise<void> => void imported.push(listId);
  const next = new ImportDesk(
    { pool: database.pool, siteId: sandbox.site, dataDir, onImported, fetch },
    jobs,
  );
  await next.resume();
  return next;
}

async function cutOff(): Promise<{ readonly listId: string; readonly importId: string }> {
  const listId = await sandbox.addList();
  const rows = Array.from({ length: 20_000 }, (_, n) => `${2_025_552_000 + (n % 7_000)}\n`);
  const file = await desk.receive(listId, sent(`Phone\n${rows.join('')}`), Date.now());
  assert(file.ok);
  const { fileId, suggested } = file.value;
  const mapping = { ...suggested, refuseDuplicatesIn: 'nowhere' } as const;
  const begun = await desk.start({ listId, fileId }, mapping, 'admin');
  assert(begun.ok);
  return { listId, importId: begun.value.id };
}

const rowOf = async (importId: string) => {
  const row = await importRow(database.pool, sandbox.site, importId);
  assert(row.ok);
  return row.value;
};

test('cut off by a restart it is begun again from its file, and comes in once', async () => {
  const { listId, importId } = await cutOff();
  await nextStart();
  const left = await rowOf(importId);
  expect(left).toMatchObject({ state: 'failed', rowsImported: 0 });
  await jobs.settled();
  const again = await rowOf(left.restartedAs ?? 'none');
  expect(again).toMatchObject({ state: 'done', rowsImported: 20_000, fileName: 'people.csv' });
  expect(await sandbox.contents(listId)).toMatchObject({
    ...{ chains: 20_000, records: 20_000, queued: 20_000, staging: 0 },
  });
  expect([await kept(), imported]).toEqual([[], [listId]]);
  // The next restart finds nothing to begin.
  await nextStart();
  expect((await importRows(database.pool, sandbox.site, listId)).length).toBe(2);
});

test('what was cut off too often, or has lost its file, is closed and stays so', async () => {
  const often = await cutOff();
  await jobs.close();
  await database.pool.query('update imports set restarts = 3');
  await nextStart();
  expect(await rowOf(often.importId)).toMatchObject({ state: 'failed', restartedAs: null });
  const lost = await cutOff();
  await jobs.close();
  await rm(join(dataDir, 'uploads'), { recursive: true });
  await nextStart();
  expect(await rowOf(lost.importId)).toMatchObject({ state: 'failed', restartedAs: null });
  for (const { listId } of [often, lost]) {
    expect(await sandbox.contents(listId)).toMatchObject({ chains: 0, staging: 0 });
  }
});

const from = (listId: string) =>
  desk.receiveFrom(
    listId,
    { url: 'https://crm.example/people.csv?key=secret', by: 'admin', at: Date.now() },
    new AbortController().signal,
  );

test('a file is fetched as if it had been sent, and the trail says from where', async () => {
  const listId = await sandbox.addList();
  const file = Readable.from([Buffer.from('Phone\n2125550142\n')]);
  fetched = () => ({ fileName: 'people.csv', file });
  expect(await from(listId)).toMatchObject({ ok: true, value: { fileName: 'people.csv' } });
  expect(await kept()).toHaveLength(2);
  const { rows } = await database.pool.query('select by, what, subject, detail from audit');
  const detail = { from: 'https://crm.example/people.csv' };
  expect(rows).toEqual([{ by: 'admin', what: 'import-file-fetched', subject: listId, detail }]);
});

// biome-ignore format: a table is read in columns.
test.each<[failure: FetchFailure, code: string]>([
  ['refused',            'URL_REFUSED'],
  ['too-large',          'TOO_LARGE'],
  ['status',             'FILE_NOT_FETCHED'],
  ['no-answer',          'FILE_NOT_FETCHED'],
  ['timed-out',          'FILE_NOT_FETCHED'],
  ['too-many-redirects', 'FILE_NOT_FETCHED'],
])('a file that fails as %s in the middle leaves nothing', async (failure, code) => {
  const listId = await sandbox.addList();
  fetched = () => ({ fileName: 'a.csv', file: Readable.from(breaking(failure)) });
  expect(await from(listId)).toMatchObject({ ok: false, problem: { code } });
  expect(await kept()).toEqual([]);
});

async function* breaking(failure: FetchFailure): AsyncGenerator<Buffer> {
  yield Buffer.from('Phone\n');
  throw new FetchFault(failure, 'so it is');
}

test('few files are fetched at once, and none for a list that is not there', async () => {
  const listId = await sandbox.addList();
  const open: (() => void)[] = [];
  async function* slow(): AsyncGenerator<Buffer> {
    await new Promise<void>((resolve) => open.push(resolve));
    yield Buffer.from('Phone\n2125550142\n');
  }
  fetched = () => ({ fileName: 'a.csv', file: Readable.from(slow()) });
  const running = [1, 2, 3, 4].map(() => from(listId));
  await expect.poll(() => open.length).toBe(4);
  expect(await from(listId)).toMatchObject({ problem: { code: 'TOO_MANY' } });
  expect(await from('gone')).toMatchObject({ problem: { code: 'NOT_FOUND' } });
  for (const go of open) go();
  expect((await Promise.all(running)).every(({ ok }) => ok)).toBe(true);
});
