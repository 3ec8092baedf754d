import { resolve } from 'node:path';
import pg from 'pg';
import { claimDirectory } from './data-directory.ts';
import { embeddedBinaries } from './postgres-binaries.ts';
import {
  connectionTo,
  type RunningServer,
  runPostgres,
  type ServerSetup,
  stopPostgres,
} from './postgres-process.ts';
import { reachableBinaries, serverAccount } from './server-account.ts';
import { directoryFault, diskFull, errorCode, StoreStartFault } from './store-start-fault.ts';

export type EmbeddedServer = {
  readonly connection: pg.PoolConfig;
  /** Ends the server and gives the data directory free. Close the pools before. */
  stop(): Promise<void>;
};

const DATABASE = 'outpace';

/**
 * Runs a PostgreSQL server of our own in the data directory, as a private child process: no
 * port, no password, nobody else gets in. A server that outlived a killed Outpace is adopted.
 * Throws a `StoreStartFault` with one sentence for a person.
 */
export async function startEmbedded(dataDir: string): Promise<EmbeddedServer> {
  const directory = resolve(dataDir);
  const claim = await claimDirectory(directory);
  try {
    const setup = await setUp(directory);
    const server = await runPostgres(setup);
    await makeDatabase(server);
    const stop = async (): Promise<void> => {
      await stopPostgres(server, directory);
      await claim.release();
    };
    return { connection: connectionTo(server, DATABASE), stop };
  } catch (problem) {
    await claim.release();
    throw problem instanceof StoreStartFault ? problem : faultOf(directory, problem);
  }
}

async function setUp(directory: string): Promise<ServerSetup> {
  const account = await serverAccount(resolve(directory, 'postgres'));
  const binaries = await reachableBinaries(await embeddedBinaries(), account);
  return { binaries, account, directory, sync: 'always' };
}

async function makeDatabase(server: RunningServer): Promise<void> {
  const client = new pg.Client(connectionTo(server, 'postgres'));
  await client.connect();
  try {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

function faultOf(directory: string, problem: unknown): StoreStartFault {
  // 53100 is PostgreSQL's own word for a full disk.
  if (errorCode(problem) === '53100') return diskFull(directory, problem);
  const isFileFault = problem instanceof Error && 'syscall' in problem;
  if (isFileFault) return directoryFault(directory, problem);
  return new StoreStartFault(`The database in ${directory} did not start: ${String(problem)}`, {
    cause: problem,
  });
}
