import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FollowedDatabase } from './followed-database.ts';

let folder: string;
let database: FollowedDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-followed-'));
  // As root, PostgreSQL runs as another user below it.
  await chmod(folder, 0o711);
  database = await FollowedDatabase.start(folder);
});
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask(text: string): Promise<readonly pg.QueryResultRow[]> {
  const client = new pg.Client(database.connection);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const numbers = async (): Promise<readonly unknown[]> =>
  (await ask('select n from said order by n')).map(({ n }) => n);

test('what was acknowledged is at the standby when the server dies, time and again', async () => {
  await ask('create table said (n int)');
  await ask('insert into said values (1)');
  for (const n of [2, 3]) {
    await database.follow();
    await ask(`insert into said values (${n})`);
    const before = database.socketPath;
    await database.failOver();
    expect(database.socketPath).not.toBe(before);
    await ask(`insert into said values (${n * 10})`);
  }
  expect(await numbers()).toEqual([1, 2, 3, 20, 30]);
  await database.restart();
  expect(await numbers()).toEqual([1, 2, 3, 20, 30]);
});
