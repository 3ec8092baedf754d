import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backUp } from './backup.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';

let home: string;
let server: EmbeddedServer;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'outpace-backup-'));
  server = await startEmbedded(join(home, 'data'));
  await rowsOf(server, 'create table promises (n serial primary key, text text)');
});
afterAll(async () => {
  await server.stop();
  await rm(home, { recursive: true });
});

async function rowsOf({ connection }: EmbeddedServer, sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Commits rows one after the other until told to stop; says how many. */
async function write(signal: AbortSignal, onRow: (n: number) => void): Promise<void> {
  const client = new pg.Client(server.connection);
  await client.connect();
  // More than a page each, so that files grow and log is written while they are copied.
  const add = 'insert into promises (text) values (repeat(md5(random()::text), 40)) returning n';
  while (!signal.aborted) onRow((await client.query<{ n: number }>(add)).rows[0]?.n ?? 0);
  await client.end();
}

test('a copy made while rows are committed is a data directory with all of them', async () => {
  const stop = new AbortController();
  let last = 0;
  const writing = write(stop.signal, (n) => {
    last = n;
  });
  await expect.poll(() => last).toBeGreaterThan(50);
  const before = last;
  const into = join(home, 'copy');
  const { files, bytes } = await backUp(join(home, 'data'), into);
  stop.abort();
  await writing;
  expect(last).toBeGreaterThan(before);
  expect(files).toBeGreaterThan(500);
  expect(bytes).toBeGreaterThan(10_000_000);

  const copy = await startEmbedded(into);
  const [found] = await rowsOf(
    copy,
    'select count(*)::int as count, max(n) as last, sum(length(text))::int as length from promises',
  );
  await copy.stop();
  expect(found).toMatchObject({ count: expect.any(Number), last: expect.any(Number) });
  const { count, last: copied, length } = Object.assign({ count: 0, last: 0, length: 0 }, found);
  // One after the other, so none is missing in between.
  expect(count).toBe(copied);
  expect(copied).toBeGreaterThanOrEqual(before);
  expect(length).toBe(copied * 32 * 40);
});

test('the server goes on as if nothing had been, and can be copied again', async () => {
  await backUp(join(home, 'data'), join(home, 'again'));
  expect(await rowsOf(server, 'select from pg_replication_slots')).toEqual([]);
  expect((await stat(join(home, 'again', 'postgres', 'backup_label'))).size).toBeGreaterThan(50);
});

test('a folder that holds something is left as it is', async () => {
  const folder = await mkdtemp(join(home, 'full-'));
  await writeFile(join(folder, 'mine'), '');
  await expect(backUp(join(home, 'data'), folder)).rejects.toThrow(
    `The folder ${folder} is not empty: a backup needs one of its own.`,
  );
});

test('where no server runs there is nothing to do that a program for copies cannot', async () => {
  const nothing = join(home, 'nothing');
  await expect(backUp(nothing, join(home, 'of-nothing'))).rejects.toThrow(
    `No database runs in ${nothing}: as it lies there it may be copied by any program.`,
  );
  await expect(stat(join(home, 'of-nothing'))).rejects.toThrow('ENOENT');
});
