import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { ImportJobs } from './import-jobs.ts';
import { ImportSandbox, mappingOf } from './import-sandbox.ts';
import { importRow } from './import-store.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
let folder = '';
let path = '';
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
  folder = await mkdtemp(join(tmpdir(), 'outpace-jobs-'));
  path = join(folder, 'file.csv');
  const rows = Array.from({ length: 20_000 }, (_, n) => `${2_025_552_000 + (n % 7_000)},Ada\n`);
  await writeFile(path, `Phone,Name\n${rows.join('')}`);
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const nothing = { chains: 0, records: 0, queued: 0, staging: 0, errors: 0 };
const noFault = (importId: string, fault: unknown): void => {
  throw new Error(`import ${importId}`, { cause: fault });
};

async function started(jobs: ImportJobs) {
  const listId = await sandbox.addList();
  const importId = await sandbox.addImport(listId);
  const mapping = mappingOf(['phone', 'contact-name']);
  const ended = new Promise<void>((resolve) => {
    jobs.start({ site: sandbox.site, importId, listId, path, mapping }, async () => resolve());
  });
  return { listId, importId, ended };
}

async function stateOf(importId: string): Promise<string> {
  const row = await importRow(database.pool, sandbox.site, importId);
  assert(row.ok);
  return row.value.state;
}

/** Waits until the rows of an import have begun to come in. */
async function untilReading(importId: string): Promise<void> {
  for (;;) {
    const row = await importRow(database.pool, sandbox.site, importId);
    assert(row.ok);
    if (row.value.rowsRead > 0 || row.value.state !== 'running') return;
  }
}

test('an import runs in a thread of its own, to its end', async () => {
  const jobs = new ImportJobs(database.pool, noFault);
  const { listId, importId, ended } = await started(jobs);
  await ended;
  expect(await stateOf(importId)).toBe('done');
  expect(await sandbox.contents(listId)).toEqual({
    ...nothing,
    chains: 20_000,
    records: 20_000,
    queued: 20_000,
  });
  expect(await jobs.cancel(importId)).toBeUndefined();
});

test('cancelled, it leaves nothing', async () => {
  const jobs = new ImportJobs(database.pool, noFault);
  const { listId, importId } = await started(jobs);
  await untilReading(importId);
  expect(await jobs.cancel(importId)).toEqual({ state: 'cancelled' });
  expect(await stateOf(importId)).toBe('cancelled');
  expect(await sandbox.contents(listId)).toEqual(nothing);
});

test('cut off by the end of the process, it leaves nothing, and is not over', async () => {
  const jobs = new ImportJobs(database.pool, noFault);
  const { listId, importId, ended } = await started(jobs);
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  await untilReading(importId);
  await jobs.close();
  expect([await stateOf(importId), isOver]).toEqual(['running', false]);
  expect(await sandbox.contents(listId)).toMatchObject({ chains: 0, records: 0, queued: 0 });
});
