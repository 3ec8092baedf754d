import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, assert, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  allSuppressionLists,
  deleteSuppressionList,
  insertSuppressionList,
} from '../store/suppression-lists.ts';
import { openTestList, type TestSite } from '../store/test-site.ts';
import { ImportJobs } from './import-jobs.ts';
import { importRow, insertImport } from './import-store.ts';
import { SuppressionDesk } from './suppression-desk.ts';
import { workbookOf } from './test-workbook.ts';

let place: TestSite;
let dataDir = '';
let jobs: ImportJobs;
let desk: SuppressionDesk;
let imported: string[] = [];

beforeAll(async () => {
  place = await openTestList();
  const about = { name: 'Register', callingListId: null, endsAt: null };
  await insertSuppressionList(place.pool, place.site, { ...about, id: 's-1', by: 'sue' });
});
afterAll(() => place.drop());
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outpace-desk-'));
  imported = [];
  jobs = new ImportJobs(place.pool, (_id, fault) => {
    throw fault;
  });
  const { pool, site: siteId } = place;
  const onImported = async (list: string, by: string): Promise<void> => {
    imported.push(`${list} by ${by}`);
  };
  desk = new SuppressionDesk({ pool, siteId, dataDir, onImported, fetch }, jobs);
});
afterEach(async () => {
  await jobs.close();
  await rm(dataDir, { recursive: true });
});

const sent = (content: string | Buffer, filename = 'register.csv', truncated = false) => ({
  filename,
  file: Object.assign(Readable.from([Buffer.from(content)]), { truncated, bytesRead: 0 }),
});
const fetch = async () => ({
  fileName: 'register.csv',
  file: Readable.from([Buffer.from('Phone\n2125550142\n')]),
});
const kept = () => readdir(join(dataDir, 'uploads'));
const about = { by: 'sue', at: Date.parse('2026-06-01T12:00:00Z') };

test('of a workbook the first sheet comes in, once, and the file is gone', async () => {
  const book = workbookOf([
    ['Phone', 'Expires'],
    [2_125_550_142, { day: 1_100_000 }],
  ]);
  const file = await desk.receive('s-1', sent(book, 'register.xlsx'), Date.now());
  assert(file.ok);
  const { fileId, suggested } = file.value;
  expect(suggested).toMatchObject({
    columns: [{ target: 'phone' }, { target: 'ends-on' }],
    defaultCountry: 'US',
  });
  const of = { suppressionListId: 's-1', fileId };
  const begun = await desk.start(of, suggested, about);
  assert(begun.ok);
  expect(begun.value).toMatchObject({ state: 'running', fileName: 'register.xlsx' });
  await jobs.settled();
  expect([await kept(), imported]).toEqual([[], ['s-1 by sue']]);
  expect(await allSuppressionLists(place.pool, place.site)).toMatchObject([{ entries: 1 }]);
  const again = await desk.start(of, suggested, about);
  expect(again).toMatchObject({ ok: false, problem: { code: 'NOT_FOUND' } });
});

test('one that cannot be imported is not kept, nor read as what it is not', async () => {
  const cut = await desk.receive('s-1', sent('Phone\n', 'a.csv', true), Date.now());
  expect(cut).toMatchObject({ ok: false, problem: { code: 'TOO_LARGE' } });
  const empty = await desk.receive('s-1', sent(''), Date.now());
  expect(empty).toMatchObject({ ok: false, problem: { code: 'FILE_EMPTY' } });
  expect(await kept()).toEqual([]);
  const bytes = Buffer.from('Phone,Note\n2125550142,Jos\xe9\n', 'latin1');
  const file = await desk.receive('s-1', sent(bytes), Date.now());
  assert(file.ok);
  const { fileId, suggested } = file.value;
  const of = { suppressionListId: 's-1', fileId };
  const asUtf8 = await desk.preview(of, { ...suggested, encoding: 'utf-8' }, about.at);
  expect(asUtf8).toMatchObject({ ok: false, problem: { code: 'FILE_ENCODING' } });
});

test('nobody fills the disk with files that are never imported', async () => {
  await mkdir(join(dataDir, 'uploads'));
  for (let n = 0; n < 50; n += 1) {
    await writeFile(join(dataDir, 'uploads', `${randomUUID()}.csv`), '');
  }
  const refused = await desk.receive('s-1', sent('Phone\n2125550142\n'), Date.now());
  expect(refused).toMatchObject({ ok: false, problem: { code: 'TOO_MANY' } });
});

test('an import whose process is gone can be closed; until then the list stays', async () => {
  const { pool, site } = place;
  const row = { listId: 's-1', fileName: 'a.csv', bytesTotal: 1, by: 'sue' };
  const begun = await insertImport(pool, site, row, 'suppression_list');
  assert(begun.ok);
  const removed = await place.write((db) => deleteSuppressionList(db, site, 's-1'));
  expect(removed).toMatchObject({ ok: false, problem: { code: 'IMPORT_BUSY' } });
  const closed = await desk.cancel(begun.value.id, 'sue');
  expect(closed).toMatchObject({ ok: true, value: { state: 'cancelled' } });
  expect(await desk.cancel(begun.value.id, 'sue')).toEqual(closed);
});

test('cut off by a restart it is begun again from its file, for whoever had begun it', async () => {
  const { pool, site: siteId } = place;
  const lines = Array.from({ length: 30_000 }, (_, n) => `${2_125_000_000 + n}\n`);
  const file = await desk.receive('s-1', sent(`Phone\n${lines.join('')}`), Date.now());
  assert(file.ok);
  const { fileId, suggested } = file.value;
  const begun = await desk.start({ suppressionListId: 's-1', fileId }, suggested, about);
  assert(begun.ok);
  await jobs.close();
  jobs = new ImportJobs(pool, () => undefined);
  const onImported = async (list: string, by: string): Promise<void> => {
    imported.push(`${list} by ${by}`);
  };
  const next = new SuppressionDesk({ pool, siteId, dataDir, onImported, fetch }, jobs);
  await next.resume(about.at);
  await jobs.settled();
  const left = await importRow(pool, siteId, begun.value.id, 'suppression_list');
  assert(left.ok);
  const again = await importRow(pool, siteId, left.value.restartedAs ?? '', 'suppression_list');
  expect(left.value).toMatchObject({ state: 'failed', rowsImported: 0 });
  expect(again).toMatchObject({ ok: true, value: { state: 'done', rowsRead: 30_000 } });
  expect([await kept(), imported]).toEqual([[], ['s-1 by sue']]);
});

test('a file is fetched for a list that is there', async () => {
  const from = (list: string) =>
    desk.receiveFrom(
      list,
      { url: 'https://register.example/list.csv', ...about },
      new AbortController().signal,
    );
  expect(await from('s-1')).toMatchObject({ ok: true, value: { fileName: 'register.csv' } });
  expect(await from('gone')).toMatchObject({ ok: false, problem: { code: 'NOT_FOUND' } });
});
