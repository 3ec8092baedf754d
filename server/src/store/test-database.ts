import pg from 'pg';
import { newPool } from './database.ts';
import {
  onServer,
  type ServerKind,
  sharedServer,
  startTestServer,
  type TestServer,
} from './test-server.ts';

export type TestDatabase = {
  readonly pool: pg.Pool;
  readonly connection: pg.PoolConfig;
  /** Closes the pool and removes the database; with the last one the server goes too. */
  drop(): Promise<void>;
};

/** What databases are copied from when it has been filled once. */
export type Filling = { readonly name: string; fill(pool: pg.Pool): Promise<void> };

/**
 * A migrated database of its own, on the server of the whole run, or else on one that is shared by
 * all tests of this process: empty, or a copy of what the whole run fills once.
 */
export async function testDatabase(
  kind: ServerKind = 'embedded',
  filling?: Filling,
): Promise<TestDatabase> {
  const server = await borrow(kind);
  databasesMade += 1;
  const name = `outpace_test_${process.pid}_${databasesMade}`;
  try {
    const from = filling === undefined ? server.template : await filled(server, filling);
    await onServer(server.connection, `create database ${name} template ${from}`);
  } catch (problem) {
    await giveBack(kind);
    throw problem;
  }
  const connection = { ...server.connection, database: name };
  const pool = newPool(connection);
  const drop = async (): Promise<void> => {
    await pool.end();
    await onServer(server.connection, `drop database ${name} with (force)`);
    await giveBack(kind);
  };
  return { pool, connection, drop };
}

/** For whoever takes no parts of an address, but only the whole of it. */
export function addressOf({ host, port, user, password, database }: pg.PoolConfig): string {
  const query = new URLSearchParams({ host: `${host}`, port: `${port}` });
  const secret = typeof password === 'string' ? `:${encodeURIComponent(password)}` : '';
  return `postgres://${encodeURIComponent(`${user}`)}${secret}@/${database}?${query}`;
}

/** Whoever comes first fills it, and all others wait for that. */
async function filled(server: TestServer, { name, fill }: Filling): Promise<string> {
  const client = new pg.Client(server.connection);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const found = await client.query('select from pg_database where datname = $1', [name]);
    if (found.rowCount === 0) {
      const unfinished = `${name}_unfinished`;
      await client.query(`drop database if exists ${unfinished} with (force)`);
      await client.query(`create database ${unfinished} template ${server.template}`);
      const pool = newPool({ ...server.connection, database: unfinished });
      await fill(pool).finally(() => pool.end());
      await client.query(`alter database ${unfinished} rename to ${name}`);
    }
  } finally {
    await client.end();
  }
  return name;
}

type Borrowed = { readonly server: Promise<TestServer>; readonly borrowers: number };

const borrowed = new Map<ServerKind, Borrowed>();
let databasesMade = 0;

function borrow(kind: ServerKind): Promise<TestServer> {
  const server = borrowed.get(kind)?.server ?? start(kind);
  borrowed.set(kind, { server, borrowers: (borrowed.get(kind)?.borrowers ?? 0) + 1 });
  return server;
}

async function giveBack(kind: ServerKind): Promise<void> {
  const lent = borrowed.get(kind);
  if (lent === undefined) return;
  if (lent.borrowers > 1) {
    borrowed.set(kind, { ...lent, borrowers: lent.borrowers - 1 });
    return;
  }
  borrowed.delete(kind);
  await (await lent.server).stop();
}

const start = async (kind: ServerKind): Promise<TestServer> =>
  (kind === 'embedded' ? sharedServer() : undefined) ?? startTestServer(kind);
