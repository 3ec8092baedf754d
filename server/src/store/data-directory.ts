import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive, startOf } from './running-process.ts';
import { directoryFault, errorCode, StoreStartFault } from './store-start-fault.ts';

/** This process's right to the data directory, until released. */
export type Claim = { release(): Promise<void> };

const FILE = 'outpace.pid';

/**
 * Makes the data directory when it is missing and claims it for this process, by a file with our
 * process number. Throws a `StoreStartFault` when another Outpace is alive in it or when it
 * cannot be written.
 */
export async function claimDirectory(directory: string): Promise<Claim> {
  const file = join(directory, FILE);
  // Complete before it gets its name, so that nobody ever reads half a claim.
  const draft = `${file}.${process.pid}`;
  try {
    await makeDirectory(directory);
    await writeFile(draft, `${process.pid}\n${startOf(process.pid) ?? ''}\n`);
    while (!(await isLinked(draft, file))) await removeStale(directory, file);
  } catch (problem) {
    if (problem instanceof StoreStartFault) throw problem;
    throw directoryFault(directory, problem);
  } finally {
    await rm(draft, { force: true }).catch(ignoreNoDirectory);
  }
  return { release: () => rm(file, { force: true }) };
}

/** Step by step: the recursive kind of `mkdir` never returns below a place like /proc. */
async function makeDirectory(directory: string): Promise<void> {
  const above = dirname(directory);
  if (above !== directory && !existsSync(above)) await makeDirectory(above);
  // As root, PostgreSQL runs as another user inside it: passable for others, but not readable.
  const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
  await mkdir(directory, mode).catch((problem: unknown) => {
    if (errorCode(problem) !== 'EEXIST') throw problem;
  });
}

async function isLinked(draft: string, file: string): Promise<boolean> {
  try {
    await link(draft, file);
    return true;
  } catch (problem) {
    if (errorCode(problem) === 'EEXIST') return false;
    throw problem;
  }
}

/** Throws when the holder lives. Two who find the same stale claim do not remove a fresh one. */
async function removeStale(directory: string, file: string): Promise<void> {
  const found = await textOf(file);
  if (found === undefined) return;
  throwIfAlive(directory, found);
  const aside = `${file}.stale-${process.pid}`;
  await rename(file, aside).catch((problem: unknown) => {
    if (errorCode(problem) !== 'ENOENT') throw problem;
  });
  const moved = await textOf(aside);
  if (moved !== undefined && moved !== found) await isLinked(aside, file);
  await rm(aside, { force: true });
}

function throwIfAlive(directory: string, claim: string): void {
  const [pidText = '', start = ''] = claim.split('\n');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid < 1 || !isAlive(pid)) return;
  if (start !== '' && startOf(pid) !== start) return;
  throw new StoreStartFault(
    `The data directory ${directory} is in use by another Outpace (process ${pid}).`,
  );
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (problem) {
    if (errorCode(problem) === 'ENOENT') return undefined;
    throw problem;
  }
}

/** The draft was never written because the directory could not be made; that fault is thrown. */
function ignoreNoDirectory(problem: unknown): void {
  if (errorCode(problem) !== 'ENOTDIR') throw problem;
}
