import { randomUUID } from 'node:crypto';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { ImportSandbox } from './import-sandbox.ts';
import { importRow, importRows, insertImport } from './import-store.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
});
afterAll(() => database.drop());

const about = (listId: string) => ({ listId, fileName: 'a.csv', bytesTotal: 7, by: 'admin' });

test('an import begins at zero, and is in the audit', async () => {
  const listId = await sandbox.addList();
  const begun = await insertImport(database.pool, sandbox.site, about(listId));
  assert(begun.ok);
  expect(begun.value).toEqual({
    id: begun.value.id,
    listId,
    fileName: 'a.csv',
    state: 'running',
    rowsRead: 0,
    rowsImported: 0,
    rowsChanged: 0,
    rowsRefused: 0,
    bytesRead: 0,
    bytesTotal: 7,
    problem: null,
    restartedAs: null,
    startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    endedAt: null,
  });
  const { rows } = await database.pool.query('select by, what from audit where subject = $1', [
    listId,
  ]);
  expect(rows).toEqual([{ by: 'admin', what: 'import-started' }]);
});

test('of two imports of one list at once, one is refused', async () => {
  const listId = await sandbox.addList();
  const both = await Promise.all([
    insertImport(database.pool, sandbox.site, about(listId)),
    insertImport(database.pool, sandbox.site, about(listId)),
  ]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both).toContainEqual(fail(refusal('IMPORT_BUSY')));
});

test('the imports of a list, the newest first', async () => {
  const listId = await sandbox.addList();
  const first = await sandbox.addImport(listId);
  await database.pool.query(`update imports set state = 'done' where id = $1`, [first]);
  const second = await sandbox.addImport(listId);
  const rows = await importRows(database.pool, sandbox.site, listId);
  expect(rows.map((row) => row.id)).toEqual([second, first]);
  expect((await importRows(database.pool, sandbox.site, undefined)).length).toBeGreaterThan(1);
});

test('what is not there is not found', async () => {
  const missing = randomUUID();
  const notFound = fail(refusal('NOT_FOUND'));
  expect(await importRow(database.pool, sandbox.site, missing)).toEqual(notFound);
  expect(await insertImport(database.pool, sandbox.site, about(missing))).toEqual(notFound);
});
