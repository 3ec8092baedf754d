import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded } from './embedded.ts';
import { StoreStartFault } from './store-start-fault.ts';

// Each test has a directory that only its owner may enter, as an empty folder of a careful person.
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'outpace-embedded-'));
});
afterEach(() => rm(home, { recursive: true }));

test('what was committed is there after the next start, behind a private socket', async () => {
  const directory = join(home, 'data');
  const first = await startEmbedded(directory);
  await sqlOn(first.connection, 'create table promise as select 42 as answer');
  const synced = ['fsync', 'synchronous_commit', 'listen_addresses'];
  const settings = synced.map((name) => sqlOn(first.connection, `show ${name}`));
  const shown = (await Promise.all(settings)).map(([row]) => Object.values(row ?? {})[0]);
  await first.stop();
  expect(shown).toEqual(['on', 'on', '']);
  expect((await stat(join(directory, 'postgres'))).mode & 0o777).toBe(0o700);

  const second = await startEmbedded(directory);
  expect(await sqlOn(second.connection, 'select answer from promise')).toEqual([{ answer: 42 }]);
  await second.stop();
});

test('a path too long for a socket is no hindrance', async () => {
  const server = await startEmbedded(join(home, 'x'.repeat(100)));
  expect(await sqlOn(server.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
  await server.stop();
  await expect(stat(String(server.connection.host))).rejects.toThrow('ENOENT');
});

test('one Outpace at a time; the server of a killed one is adopted', async () => {
  const directory = join(home, 'data');
  const parent = await startInOtherProcess(directory);
  const orphan = await serverPid(directory);
  const refused = startEmbedded(directory);
  await expect(refused).rejects.toThrow(StoreStartFault);
  await expect(refused).rejects.toThrow(
    `The data directory ${directory} is in use by another Outpace (process ${parent.pid}).`,
  );
  parent.kill('SIGKILL');
  await once(parent, 'exit');

  const adopted = await startEmbedded(directory);
  expect(await serverPid(directory)).toBe(orphan);
  expect(await sqlOn(adopted.connection, 'select answer from promise')).toEqual([{ answer: 42 }]);
  await adopted.stop();
  await expect(serverPid(directory)).rejects.toThrow('ENOENT');
});

test('a directory that cannot be made or written is one sentence', async () => {
  const file = join(home, 'file');
  await writeFile(file, '');
  const directory = join(file, 'data');
  const failing = startEmbedded(directory);
  await expect(failing).rejects.toThrow(StoreStartFault);
  await expect(failing).rejects.toThrow(
    `The data directory ${directory} cannot be written (ENOTDIR).`,
  );
});

test('a server that does not start is named with its own last words', async () => {
  const directory = join(home, 'data');
  await (await startEmbedded(directory)).stop();
  await writeFile(join(directory, 'postgres', 'PG_VERSION'), '9\n');
  const failing = startEmbedded(directory);
  await expect(failing).rejects.toThrow(StoreStartFault);
  await expect(failing).rejects.toThrow(/PostgreSQL did not start .* incompatible with server/);
});

/** Waits until the other process has a server running, with something saved in it. */
async function startInOtherProcess(directory: string): Promise<ChildProcess> {
  const script = `
    import pg from 'pg';
    import { startEmbedded } from './embedded.ts';
    const { connection } = await startEmbedded(${JSON.stringify(directory)});
    const client = new pg.Client(connection);
    await client.connect();
    await client.query('create table promise as select 42 as answer');
    process.stdout.write('ready');
  `;
  const args = ['--input-type=module-typescript', '-e', script];
  const cwd = dirname(new URL(import.meta.url).pathname);
  const child = spawn(process.execPath, args, { cwd, stdio: ['pipe', 'pipe', 'inherit'] });
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toBe('ready');
  return child;
}

async function serverPid(directory: string): Promise<number> {
  const text = await readFile(join(directory, 'postgres', 'postmaster.pid'), 'utf8');
  return Number.parseInt(text, 10);
}

async function sqlOn(
  connection: pg.PoolConfig,
  statement: string,
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(connection);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(statement);
  await client.end();
  return rows;
}
