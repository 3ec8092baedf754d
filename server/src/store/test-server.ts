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

/** The embedded server, or one as an operator would run it. */
export type ServerKind = 'embedded' | 'server';

/** A server for databases that are thrown away. */
export type TestServer = {
  readonly connection: pg.PoolConfig;
  /** Migrated; nobody is connected to it. */
  readonly template: string;
  stop(): Promise<void>;
};

const SHARED = 'OUTPACE_TEST_SERVER';

/** Starts one for all processes that are begun from this one, and answers how to stop it. */
export async function shareServer(): Promise<() => Promise<void>> {
  const { connection, template, stop } = await startTestServer('embedded');
  process.env[SHARED] = JSON.stringify({ connection, template });
  return async () => {
    delete process.env[SHARED];
    await stop();
  };
}

/** The one that was started for the whole run; whoever shares it leaves it running. */
export function sharedServer(): TestServer | undefined {
  const shared = process.env[SHARED];
  return shared === undefined ? undefined : { ...JSON.parse(shared), stop: async () => undefined };
}

export const startTestServer = async (kind: ServerKind): Promise<TestServer> =>
  kind === 'embedded' ? startPrivate(await embeddedBinaries()) : startOther();

/** Why there is no server to test on here; undefined when there is one. */
export async function whyNoServer(): Promise<string | undefined> {
  if (process.env.TEST_DATABASE_URL !== undefined) return undefined;
  if ((await installedBinaries()) !== undefined) return undefined;
  return 'no PostgreSQL is installed and TEST_DATABASE_URL is not set';
}

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

export async function onServer(connection: pg.PoolConfig, statement: string): Promise<void> {
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
