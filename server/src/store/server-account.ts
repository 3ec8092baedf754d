import { chmod, cp, lstat, mkdtemp, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { errorCode, StoreStartFault } from './store-start-fault.ts';

/** The user that PostgreSQL runs as, where that is not our own. */
export type ServerAccount = { readonly uid: number; readonly gid: number };

/**
 * PostgreSQL refuses to run as root, so root lends it an account: whoever owns the files
 * already, else `postgres`, else `nobody`. Undefined when we are not root.
 */
export async function serverAccount(directory: string): Promise<ServerAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(directory).catch(missing);
  if (owner !== undefined && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const accounts = parseAccounts(await readFile('/etc/passwd', 'utf8'));
  const account = accounts.get('postgres') ?? accounts.get('nobody');
  if (account !== undefined) return account;
  throw new StoreStartFault(
    'PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.',
  );
}

/** passwd(5): name, password, uid, gid … between colons. */
export function parseAccounts(text: string): ReadonlyMap<string, ServerAccount> {
  const lines = text.split('\n').map((line) => line.split(':'));
  return new Map(
    lines.map(([name = '', , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
}

/** Whether the account may pass every directory above `path` and `path` itself. */
export async function isReachable(path: string, account: ServerAccount): Promise<boolean> {
  let step = await realpath(path);
  for (;;) {
    const { mode, uid, gid } = await stat(step);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    const above = dirname(step);
    if (above === step) return true;
    step = above;
  }
}

/**
 * The binaries at a place that the account can reach: where they are, or a copy beside the
 * temporary files when the packages lie in a private directory such as root's home.
 */
export async function reachableBinaries(
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<PostgresBinaries> {
  if (account === undefined || (await isReachable(binaries.root, account))) return binaries;
  for (const place of new Set([tmpdir(), '/tmp', '/var/tmp'])) {
    if ((await stat(place).catch(missing)) === undefined) continue;
    if (!(await isReachable(place, account))) continue;
    const copy = join(place, `outpace-postgres-${binaries.version}`);
    await copyOnce(binaries.root, copy);
    return { ...binaries, root: copy };
  }
  throw new StoreStartFault(
    `PostgreSQL does not run as root, and no other user can reach it in ${binaries.root}.`,
  );
}

async function copyOnce(from: string, to: string): Promise<void> {
  const there = await lstat(to).catch(missing);
  // Everybody may write to a temporary directory: only what root made may be run.
  if (there !== undefined) {
    if (there.isDirectory() && there.uid === 0 && (there.mode & 0o022) === 0) return;
    throw new StoreStartFault(`${to} is in the way: it was not made by Outpace.`);
  }
  const draft = await mkdtemp(`${to}-`);
  await cp(from, draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  await rename(draft, to).catch(async (problem: unknown) => {
    // Another process was faster with the same copy.
    if (errorCode(problem) !== 'ENOTEMPTY' && errorCode(problem) !== 'EEXIST') throw problem;
    await rm(draft, { recursive: true });
  });
}

function missing(problem: unknown): undefined {
  if (errorCode(problem) !== 'ENOENT') throw problem;
}
