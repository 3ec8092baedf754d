import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { connectionOf } from './import-jobs.ts';
import { ImportSandbox, mappingOf } from './import-sandbox.ts';
import type { ImportTask } from './import-worker.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
});
afterAll(() => database.drop());

test('the last word of the thread is the end of its import, a fault too', async () => {
  const listId = await sandbox.addList();
  const importId = await sandbox.addImport(listId);
  const path = join(tmpdir(), 'outpace-there-is-no-such-file.csv');
  const mapping = mappingOf(['phone']);
  const order = { site: sandbox.site, importId, listId, path, mapping };
  const workerData: ImportTask = { connection: connectionOf(database.pool), order };
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
    workerData,
    execArgv: [],
  });
  const [report] = await once(worker, 'message');
  await once(worker, 'exit');
  expect(report).toMatchObject({
    state: 'failed',
    cause: { message: expect.stringContaining('no such file') },
  });
});
