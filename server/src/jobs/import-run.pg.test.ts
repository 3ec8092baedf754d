import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestList, type TestSite } from '../store/test-site.ts';
import { RowTooLong } from './import-csv.ts';
import { type ImportEnd, ImportMeter, runImport } from './import-run.ts';
import { importRow, insertImport } from './import-store.ts';

let place: TestSite;
beforeAll(async () => {
  place = await openTestList();
});
afterAll(() => place.drop());

async function begin(): Promise<string> {
  const about = { listId: 'l-1', fileName: 'a.csv', bytesTotal: 10, by: 'tom' };
  const begun = await insertImport(place.pool, place.site, about);
  if (!begun.ok) throw new Error(begun.problem.code);
  return begun.value.id;
}

const rowOf = async (importId: string) => {
  const row = await importRow(place.pool, place.site, importId);
  return row.ok ? row.value : undefined;
};

type Run = Parameters<typeof runImport>[3];

// biome-ignore format: a table is read in columns.
test.each<[why: string, run: Run, end: ImportEnd['state'], problem: RegExp | null]>([
  ['refused',            async () => fail(refusal('FILE_EMPTY', 'So.')), 'refused', /So\.$/],
  ['a line too long',    () => Promise.reject(new RowTooLong(7, "")),        'refused', /Near line 7/],
  ['broken',             () => Promise.reject(new Error('broken')),      'failed',  /cut off/],
])('%s: it ends with nothing imported', async (_why, run, state, problem) => {
  const importId = await begin();
  const { pool, site } = place;
  const { signal } = new AbortController();
  const end = await runImport(pool, { site, importId }, signal, run);
  expect(end.state).toBe(state);
  const row = await rowOf(importId);
  expect(row).toMatchObject({ state, rowsImported: 0 });
  expect(row?.problem).toMatch(problem ?? /^$/);
});

test('a meter counts, and closes the import with its transaction', async () => {
  const importId = await begin();
  const { pool, site } = place;
  const stop = new AbortController();
  const seen: number[] = [];
  const meter = new ImportMeter(pool, { site, importId }, stop.signal, ({ rowsRead }) => {
    seen.push(rowsRead);
  });
  const client = await pool.connect();
  const end = await runImport(pool, { site, importId }, stop.signal, async () => {
    await client.query('begin');
    await meter.advance({ read: 3, refused: 1, bytesRead: 10 });
    await meter.advance({ imported: 2, changed: 1 });
    await meter.close(client);
    return ok(undefined);
  });
  client.release();
  expect([end.state, seen]).toEqual(['done', [3, 3, 3]]);
  expect(await rowOf(importId)).toMatchObject({
    ...{ state: 'done', rowsRead: 3, rowsImported: 2, rowsChanged: 1, rowsRefused: 1 },
    bytesRead: 10,
  });
  stop.abort();
  await expect(meter.advance({})).rejects.toThrow();
});
