import { access, chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { newPool } from './database.ts';
import { migrate } from './migrate.ts';
import { embeddedBinaries, type PostgresBinaries } from './postgres-binaries.ts';
import { connectionTo, runPostgres, stopPostgres } from './postgres-process.ts';
import { isAlive } from './running-process.ts';
import { reachableBinaries, serverAccount } from './server-account.ts';

export type TestDatabase = {
  readonly pool: pg.Pool;
  readonly connection: pg.PoolConfig;
  /** Closes the pool and removes the database; with the last one the server goes too. */
  drop(): Promise<void>;
};

/** The embedded server, or one as an operator would run it. */
export type ServerKind = 'embedded' | 'server';

/** A migrated, empty database of its own, on a server shared by all tests of this process. */
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

/** Why there is no server to test on here; undefined when there is one. */
export async function whyNoServer(): Promise<string | undefined> {
  if (process.env.TEST_DATABASE_URL !== undefined) return undefined;
  if ((await installedBinaries()) !== undefined) return undefined;
  return 'no PostgreSQL is installed and TEST_DATABASE_URL is not set';
}

type TestServer = {
  readonly connection: pg.PoolConfig;
  /** Migrated; nobody is connected to it. */
  readonly template: string;
  stop(): Promise<void>;
};

type Borrowed = { readonly server: Promise<TestServer>; readonly borrowers: number };

const borrowed = new Map<ServerKind, Borrowed>();
let databasesMade = 0;

function borrow(kind: ServerKind): Promise<TestServer> {
  const server = borrowed.get(kind)?.server ?? STARTERS[kind]();
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

const STARTERS: Readonly<Record<ServerKind, () => Promise<TestServer>>> = {
  embedded: async () => startPrivate(await embeddedBinaries()),
  server: startOther,
};

async function startOther(): Promise<TestServer> {
  const url = process.env.TEST_DATABASE_URL;
  if (url !== undefined) return withTemplate(partsOf(url), async () => undefined);
  const binaries = await installedBinaries();
  if (binaries === undefined) throw new Error('there is no PostgreSQL server to test on');
  return startPrivate(binaries);
}

async function startPrivate(found: PostgresBinaries): Promise<TestServer> {
  const directory = await temporaryDirectory();
  const account = await serverAccount(directory);
  const binaries = await reachableBinaries(found, account);
  const server = await runPostgres({ binaries, account, directory, sync: 'never' });
  return withTemplate(connectionTo(server, 'postgres'), async () => {
    await stopPostgres(server, directory);
    await rm(directory, { recursive: true, force: true });
  });
}

async function withTemplate(
  connection: pg.PoolConfig,
  stop: () => Promise<void>,
): Promise<TestServer> {
  const template = `outpace_template_${process.pid}`;
  await onServer(connection, `create database ${template}`);
  const pool = newPool({ ...connection, database: template });
  await migrate(pool);
  await pool.end();
  const dropAndStop = async (): Promise<void> => {
    await onServer(connection, `drop database ${template} with (force)`);
    await stop();
  };
  return { connection, template, stop: dropAndStop };
}

/** In parts, because a URL would win over the name of a database that is given beside it. */
function partsOf(connectionString: string): pg.PoolConfig {
  const { host, port, user, password, database } = new pg.Client({ connectionString });
  return { host, port, user, password, database };
}

async function onServer(connection: pg.PoolConfig, statement: string): Promise<void> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

async function installedBinaries(): Promise<PostgresBinaries | undefined> {
  for (const place of ['/usr/local/bin/postgres', '/usr/bin/postgres', ...debianPlaces()]) {
    const found = await access(place).then(
      () => true,
      () => false,
    );
    if (found) return { root: dirname(dirname(await realpath(place))), version: 'installed' };
  }
  return undefined;
}

const debianPlaces = (): string[] =>
  [18, 17, 16, 15].map((version) => `/usr/lib/postgresql/${version}/bin/postgres`);

async function temporaryDirectory(): Promise<string> {
  await sweep();
  const directory = await mkdtemp(join(tmpdir(), `outpace-test-${process.pid}-`));
  // An older initdb cannot work below a directory that its account may not pass.
  await chmod(directory, 0o711);
  return directory;
}

/** Tests that are cut short leave servers behind: one whose files are gone ends by itself. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = /^outpace-test-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}
