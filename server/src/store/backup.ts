import { lstat, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { must } from '@outpace/engine/basics/assert.ts';
import pg from 'pg';
import { copyTree, owned, syncedFolder } from './copy-tree.ts';
import { adoptable, clusterOf, connectionTo } from './postgres-process.ts';
import { directoryFault, errorCode, StoreStartFault } from './store-start-fault.ts';

export type Backup = {
  readonly directory: string;
  readonly files: number;
  readonly bytes: number;
  /** From the order to the last byte on the disk. */
  readonly ms: number;
};

/**
 * Copies the database of a data directory while it is worked on, into a directory that is a data
 * directory itself: what was committed before the end of the copy is in it, and a start with
 * `OUTPACE_DATA` there is the restore. It is PostgreSQL's own low-level base backup (its manual,
 * chapter "Continuous Archiving", "Making a Base Backup Using the Low Level API"). Throws a
 * `StoreStartFault` with one sentence where no server runs in the one, or the other holds
 * something.
 */
export async function backUp(dataDir: string, into: string): Promise<Backup> {
  const beganAt = performance.now();
  const cluster = clusterOf(resolve(dataDir));
  const directory = resolve(into);
  await mustBeEmpty(directory);
  const server = await adoptable(cluster);
  if (server === undefined) {
    throw new StoreStartFault(
      `No database runs in ${resolve(dataDir)}: as it lies there it may be copied by any program.`,
    );
  }
  const draft = join(directory, 'postgres.new');
  const client = new pg.Client(connectionTo(server, 'postgres'));
  await client.connect();
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const copied = await copyWhile(client, cluster, draft);
    // Under its own name only when it is whole, so that half a copy never passes for one.
    await rename(draft, clusterOf(directory));
    await syncedFolder(directory);
    await syncedFolder(dirname(directory));
    return { directory, ...copied, ms: performance.now() - beganAt };
  } catch (problem) {
    await rm(draft, { recursive: true, force: true });
    throw problem;
  } finally {
    await client.end();
  }
}

type Copied = Pick<Backup, 'files' | 'bytes'>;

async function copyWhile(client: pg.Client, cluster: string, draft: string): Promise<Copied> {
  // Keeps the log from here on, and goes with this connection.
  const slot = "select pg_create_physical_replication_slot('outpace_backup', true, true)";
  await client.query(slot).catch(anotherOne);
  const begun = await client.query<{ segment: string }>(
    "select pg_walfile_name(pg_backup_start('outpace', true)) as segment",
  );
  const first = must(begun.rows[0], 'the beginning of a backup').segment;
  const tree = await copyTree(cluster, draft, isLeftOut);
  const ended = await client.query<{ label: string; segment: string }>(
    `select labelfile as label, pg_walfile_name(lsn) as segment from pg_backup_stop(false)`,
  );
  const { label, segment: last } = must(ended.rows[0], 'the end of a backup');
  const path = join(draft, 'backup_label');
  await writeFile(path, label, { mode: 0o600, flush: true });
  const { uid, gid } = await lstat(cluster);
  await owned(path, uid, gid);
  const log = await copyLog(cluster, draft, { first, last });
  return { files: tree.files + log.files, bytes: tree.bytes + log.bytes };
}

/** What was written meanwhile, without which the files do not fit each other. */
async function copyLog(
  cluster: string,
  draft: string,
  { first, last }: { readonly first: string; readonly last: string },
): Promise<Copied> {
  const to = join(draft, 'pg_wal');
  const copied = await copyTree(
    join(cluster, 'pg_wal'),
    to,
    (name) => !SEGMENT.test(name) || name < first || name > last,
  );
  // Kept by the slot; a copy without them would not start.
  await Promise.all([first, last].map((name) => stat(join(to, name))));
  return copied;
}

/** A file of the log: time line, and place in it. */
const SEGMENT = /^[0-9A-F]{24}$/;

/** Of no use to a copy, or harmful to it, as the manual lists them: the folder stays, empty. */
const EMPTIED =
  /^(?:pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\//;
const OF_THE_RUNNING =
  /^(?:postmaster\.(?:pid|opts)|\.s\.PGSQL\..*|current_logfiles|backup_label(?:\.old)?)$/;
const PASSING = /(?:^|\/)(?:pgsql_tmp|pg_internal\.init)/;

const isLeftOut = (path: string): boolean =>
  EMPTIED.test(path) || OF_THE_RUNNING.test(path) || PASSING.test(path);

async function mustBeEmpty(directory: string): Promise<void> {
  const found = await readdir(directory).catch((problem: unknown): string[] => {
    if (errorCode(problem) !== 'ENOENT') throw directoryFault(directory, problem);
    return [];
  });
  if (found.length === 0) return;
  throw new StoreStartFault(`The folder ${directory} is not empty: a backup needs one of its own.`);
}

function anotherOne(problem: unknown): never {
  // 42710: it exists.
  if (errorCode(problem) !== '42710') throw problem;
  throw new StoreStartFault('Another backup of this database is under way.', { cause: problem });
}
