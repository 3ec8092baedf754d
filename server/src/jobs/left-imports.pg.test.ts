import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { ImportSandbox } from './import-sandbox.ts';
import { importRow } from './import-store.ts';
import { closeLeft, nameRestart } from './left-imports.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
});
afterAll(() => database.drop());

const nothing = { chains: 0, records: 0, queued: 0, staging: 0, errors: 0 };

test('what a killed process left behind is closed at the next start, once', async () => {
  const listId = await sandbox.addList();
  const importId = await sandbox.addImport(listId);
  await database.pool.query(
    `create unlogged table import_${importId.replaceAll('-', '')} (line bigint)`,
  );
  await database.pool.query(
    `insert into import_errors (site, import_id, line, column_name, reason, value)
    values ($1, $2, 2, 'Phone', 'This is not a phone number.', 'none')`,
    [sandbox.site, importId],
  );
  const { pool } = database;
  expect(await closeLeft(pool, sandbox.site, 'suppression_list')).toEqual([]);
  expect(await closeLeft(pool, sandbox.site, 'calling_list')).toMatchObject([
    { id: importId, listId, fileId: null, restarts: 0 },
  ]);
  expect(await sandbox.contents(listId)).toEqual(nothing);
  expect(await closeLeft(pool, sandbox.site, 'calling_list')).toEqual([]);
  await nameRestart(pool, sandbox.site, { id: importId, restartedAs: 'next' });
  const row = await importRow(pool, sandbox.site, importId);
  assert(row.ok);
  expect(row.value).toMatchObject({ state: 'failed', restartedAs: 'next' });
});
