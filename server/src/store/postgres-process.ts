import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { chown, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { machineBytes, sharedBuffersMb } from './postgres-memory.ts';
import { hasEnded, isAlive } from './running-process.ts';
import { isReachable, type ServerAccount } from './server-account.ts';
import { errorCode, serverFault } from './store-start-fault.ts';

export type ServerSetup = {
  readonly binaries: PostgresBinaries;
  /** Whom to run as; undefined: as ourselves. */
  readonly account: ServerAccount | undefined;
  /** Holds the cluster, in `postgres`, and its log. */
  readonly directory: string;
  /**
   * Written to disk when a commit says so: `always`, or `never` for throw-away tests, whose
   * directory a power cut may destroy.
   */
  readonly sync: 'always' | 'never';
};

export type RunningServer = { readonly pid: number; readonly socketDirectory: string };

const USER = 'outpace';
const PORT = 5432;
const SOCKET_BYTES_MAX = 107;
const LOG_BYTES_MAX = 1_000_000;
const START_MS_MAX = 120_000;

/** Where a data directory has its cluster. */
export const clusterOf = (directory: string): string => join(directory, 'postgres');
const logOf = (directory: string): string => join(directory, 'postgres.log');

/** How to reach a database of a running server. */
export const connectionTo = (server: RunningServer, database: string): pg.PoolConfig => ({
  host: server.socketDirectory,
  port: PORT,
  user: USER,
  database,
});

/**
 * The server of this directory: one that outlived its Outpace, or a new one. It listens on a
 * Unix socket in a private directory and nowhere else. Throws a `StoreStartFault`.
 */
export async function runPostgres(setup: ServerSetup): Promise<RunningServer> {
  const orphan = await adoptable(clusterOf(setup.directory));
  if (orphan !== undefined) return orphan;
  await turnOverLog(logOf(setup.directory));
  await makeCluster(setup);
  return startCluster(setup);
}

/** What it says of itself when it takes connections; a standby is only read from. */
const OPEN: ReadonlySet<string> = new Set(['ready', 'standby']);

/** Ends it after what it is writing now; connections are cut. */
export async function stopPostgres(server: RunningServer, directory: string): Promise<void> {
  signal(server.pid, 'SIGINT');
  // Cutting it off is safe too, it only makes the next start replay its log.
  if (!(await hasEnded(server.pid, 60_000))) signal(server.pid, 'SIGQUIT');
  await hasEnded(server.pid, 10_000);
  if (server.socketDirectory === clusterOf(directory)) return;
  await rm(server.socketDirectory, { recursive: true, force: true });
}

function signal(pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, name);
  } catch (problem) {
    if (errorCode(problem) !== 'ESRCH') throw problem;
  }
}

/** The server that runs in a cluster and answers; undefined: none does. */
export async function adoptable(cluster: string): Promise<RunningServer | undefined> {
  for (let found = await pidFile(cluster); found !== undefined; found = await pidFile(cluster)) {
    const { pid, socketDirectory, status } = found;
    if (!isAlive(pid)) return undefined;
    if (!OPEN.has(status)) {
      await sleep(50);
      continue;
    }
    // The number may belong to a stranger by now; whoever answers on this socket does not.
    const server = { pid, socketDirectory };
    return (await answers(server)) ? server : undefined;
  }
  return undefined;
}

async function answers(server: RunningServer): Promise<boolean> {
  const client = new pg.Client({
    ...connectionTo(server, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  try {
    await client.connect();
  } catch (problem) {
    if (errorCode(problem) === 'ENOENT' || errorCode(problem) === 'ECONNREFUSED') return false;
    throw problem;
  }
  await client.end();
  return true;
}

/** PostgreSQL's own account of itself; undefined when it does not run or does not say yet. */
async function pidFile(
  cluster: string,
): Promise<(RunningServer & { readonly status: string }) | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(missing);
  if (text === undefined) return undefined;
  const [pid, , , , socket = '', , , status = ''] = text.split('\n');
  const socketDirectory = socket === OWN_DIRECTORY ? cluster : socket;
  return { pid: Number(pid), socketDirectory, status: status.trim() };
}

/** Initialised under another name, so that a cluster which was begun is never taken for whole. */
async function makeCluster(setup: ServerSetup): Promise<void> {
  const cluster = clusterOf(setup.directory);
  if ((await stat(cluster).catch(missing)) !== undefined) return;
  const draft = `${cluster}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  if (setup.account !== undefined) await chown(draft, setup.account.uid, setup.account.gid);
  const settings = ['-A', 'trust', '-E', 'UTF8', '--locale=C', '-U', USER, '--no-instructions'];
  const path = await pathForServer(draft, setup.account);
  const log = logOf(setup.directory);
  const before = await sizeOf(log);
  if (setup.sync === 'never') settings.push('--no-sync');
  const code = await exitOf(launch(setup, 'initdb', [...settings, '-D', path], draft));
  if (code !== 0) {
    throw serverFault(setup.directory, 'initdb failed', await logSince(log, before));
  }
  await rename(draft, cluster);
}

async function startCluster(setup: ServerSetup): Promise<RunningServer> {
  const cluster = clusterOf(setup.directory);
  const log = logOf(setup.directory);
  const before = await sizeOf(log);
  const path = await pathForServer(cluster, setup.account);
  const elsewhere = await shortSocketDirectory(cluster, setup.account);
  const args = ['-D', path, '-k', elsewhere ?? path, '-p', String(PORT), ...SETTINGS];
  // Fetches from a list of millions in an order of its own touch a page for each row, four times.
  args.push('-c', `shared_buffers=${sharedBuffersMb(machineBytes())}MB`);
  if (setup.sync === 'never') args.push('-c', 'fsync=off', '-c', 'full_page_writes=off');
  const child = launch(setup, 'postgres', args, cluster);
  const ended = exitOf(child).then((code) => `it ended with code ${code}`);
  const problem = await Promise.race([ended, untilReady(cluster, child)]);
  if (problem !== undefined) {
    throw serverFault(setup.directory, problem, await logSince(log, before));
  }
  child.unref();
  return { pid: child.pid ?? 0, socketDirectory: elsewhere ?? cluster };
}

/** Undefined when it is ready for connections, else what is wrong. */
async function untilReady(cluster: string, child: ChildProcess): Promise<string | undefined> {
  const pauseMs = 20;
  for (let waitedMs = 0; waitedMs < START_MS_MAX; waitedMs += pauseMs) {
    const found = await pidFile(cluster);
    if (found !== undefined && found.pid === child.pid && OPEN.has(found.status)) return undefined;
    if (child.exitCode !== null) return `it ended with code ${child.exitCode}`;
    await sleep(pauseMs);
  }
  child.kill('SIGQUIT');
  return 'it was not ready in time';
}

// Errors of single statements go to whoever sent the statement. The log has none of them: they
// quote values, and telephone numbers and names of people do not belong in a log.
const SETTINGS = [
  'listen_addresses=',
  'unix_socket_permissions=0700',
  'fsync=on',
  'synchronous_commit=on',
  'full_page_writes=on',
  'max_connections=100',
  'max_wal_size=2GB',
  // An import writes 70 MB of log a second, and must not wait for each 4 MB of it.
  'wal_buffers=16MB',
  // The front of the queue is to be clear again soon after many were leased.
  'autovacuum_naptime=15s',
  'random_page_cost=1.1',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'log_checkpoints=off',
  'cluster_name=outpace',
].flatMap((setting) => ['-c', setting]);

// A process may always use its own working directory, even below a directory that it cannot pass.
const OWN_DIRECTORY = '/proc/self/cwd';

/** A cluster in a private directory of root is reached through the server's working directory. */
async function pathForServer(path: string, account: ServerAccount | undefined): Promise<string> {
  if (account === undefined || process.platform !== 'linux') return path;
  return (await isReachable(path, account)) ? path : OWN_DIRECTORY;
}

/** Undefined when the socket may lie in the cluster: the system limits the length of its path. */
async function shortSocketDirectory(
  cluster: string,
  account: ServerAccount | undefined,
): Promise<string | undefined> {
  const bytes = Buffer.byteLength(join(cluster, `.s.PGSQL.${PORT}.lock`));
  if (bytes <= SOCKET_BYTES_MAX) return undefined;
  const isShort = tmpdir().length < 60;
  const directory = await mkdtemp(join(isShort ? tmpdir() : '/tmp', 'outpace-'));
  if (account !== undefined) await chown(directory, account.uid, account.gid);
  return directory;
}

function launch(
  { binaries, account, directory }: ServerSetup,
  program: 'initdb' | 'postgres',
  args: readonly string[],
  cwd: string,
): ChildProcess {
  // A file, not a pipe: the server must be able to write when we are gone.
  const log = openSync(logOf(directory), 'a', 0o600);
  try {
    return spawn(join(binaries.root, 'bin', program), args, {
      cwd,
      // A group of its own: Ctrl-C ends us first, and we end the server after our last write.
      detached: true,
      stdio: ['ignore', log, log],
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      ...account,
    });
  } finally {
    closeSync(log);
  }
}

function exitOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    child.once('error', (problem) => resolve(problem.message));
    child.once('exit', (code, killedBy) => resolve(code ?? killedBy ?? 'unknown'));
  });
}

async function turnOverLog(log: string): Promise<void> {
  if ((await sizeOf(log)) > LOG_BYTES_MAX) await rename(log, `${log}.1`);
}

async function logSince(log: string, bytes: number): Promise<string> {
  const content = await readFile(log).catch(missing);
  return content === undefined ? '' : content.subarray(bytes).toString('utf8');
}

const sizeOf = async (file: string): Promise<number> =>
  (await stat(file).catch(missing))?.size ?? 0;

function missing(problem: unknown): undefined {
  if (errorCode(problem) !== 'ENOENT') throw problem;
}
