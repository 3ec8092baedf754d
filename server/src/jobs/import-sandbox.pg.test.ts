import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { ImportSandbox, mappingOf } from './import-sandbox.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('a list of the sandbox begins empty, with an import that runs', async () => {
  const sandbox = await ImportSandbox.create(database.pool);
  const listId = await sandbox.addList();
  await sandbox.addImport(listId);
  expect(await sandbox.contents(listId)).toEqual({
    chains: 0,
    records: 0,
    queued: 0,
    staging: 0,
    errors: 0,
  });
  expect(mappingOf(['phone']).columns).toEqual([{ target: 'phone' }]);
});
