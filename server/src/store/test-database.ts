import type pg from 'pg';
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

/**
 * A migrated, empty database of its own, on the server of the whole run, or else on one that is
 * shared by all tests of this process.
 */
export async function testDatabase(kind: ServerKind = 'embedded'): Promise<TestDatabase> {
  const server = await borrow(kind);
  databasesMade += 1;
  const name = `outpace_test_${process.pid}_${databasesMade}`;
  await onServer(server.connection, `create database ${name} template ${server.template}`);
  const connection = { ...server.connection, database: name };
  const pool = newPool(connection);
  const drop = async (): Promise<void> => {
    await pool.end();
    await onServer(server.connection, `drop database ${name} with (force)`);
    await giveBack(kind);
  };
  return { pool, connection, drop };
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
