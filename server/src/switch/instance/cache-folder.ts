import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, startOf } from '../../store/running-process.ts';
import { errorCode } from '../../store/store-start-fault.ts';

/** Where things that are fetched once are kept: OUTPACE_CACHE, else the usual place for caches. */
export function cacheFolder(variables: Readonly<Record<string, string | undefined>>): string {
  const { OUTPACE_CACHE: chosen = '', XDG_CACHE_HOME: caches = '' } = variables;
  if (chosen !== '') return resolve(chosen);
  return join(caches === '' ? join(homedir(), '.cache') : caches, 'outpace');
}

/**
 * The folder `name` in the cache, made by `make` the first time. It gets its name when it is
 * complete, so a folder that is there is whole; of several processes that ask at once, one makes it
 * and the others wait.
 */
export async function cached(
  cache: string,
  name: string,
  make: (draft: string) => Promise<void>,
): Promise<string> {
  if (existsSync(join(cache, name))) return join(cache, name);
  // Within this process one after the other: the lock knows processes only.
  const made = last.then(() => makeAlone(cache, name, make));
  last = made.catch(() => undefined);
  return made;
}

let last: Promise<unknown> = Promise.resolve();

async function makeAlone(
  cache: string,
  name: string,
  make: (draft: string) => Promise<void>,
): Promise<string> {
  const target = join(cache, name);
  await mkdir(cache, { recursive: true });
  const release = await takeLock(join(cache, 'lock'));
  // Only the owner of the lock has one; what a killed owner left is cleared away.
  const draft = join(cache, 'draft');
  try {
    if (existsSync(target)) return target;
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft);
    await make(draft);
    await rename(draft, target);
    return target;
  } finally {
    await rm(draft, { recursive: true, force: true });
    await release();
  }
}

const PAUSE_MS = 50;
const OWNER = 'owner';

/** Waits for as long as the owner of the lock lives; an owner that has died does not count. */
async function takeLock(lock: string): Promise<() => Promise<void>> {
  const mine = `${process.pid}\n${startOf(process.pid) ?? ''}\n`;
  // Filled before it gets its name: a lock without an owner is never seen.
  const draft = `${lock}-${randomUUID()}`;
  await mkdir(draft);
  await writeFile(join(draft, OWNER), mine);
  while (!(await isRenamed(draft, lock))) {
    const owner = await ownerOf(lock);
    if (owner !== undefined && hasDied(owner)) await breakLock(lock, owner);
    else await sleep(PAUSE_MS);
  }
  return async () => {
    // Out of the way first: emptied in its place, it would be taken and then emptied once more.
    const aside = `${lock}-released-${randomUUID()}`;
    await rename(lock, aside);
    await rm(aside, { recursive: true });
  };
}

/** A folder that is not empty is never replaced by a rename: that is what makes this a lock. */
async function isRenamed(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (problem) {
    if (errorCode(problem) === 'ENOTEMPTY' || errorCode(problem) === 'EEXIST') return false;
    throw problem;
  }
}

async function ownerOf(lock: string): Promise<string | undefined> {
  try {
    return await readFile(join(lock, OWNER), 'utf8');
  } catch (problem) {
    if (errorCode(problem) === 'ENOENT') return undefined;
    throw problem;
  }
}

function hasDied(owner: string): boolean {
  const [pid = '', start = ''] = owner.split('\n');
  return !isAlive(Number(pid)) || (start !== '' && startOf(Number(pid)) !== start);
}

/** Two who find the same dead owner must not break the lock that one of them has taken since. */
async function breakLock(lock: string, owner: string): Promise<void> {
  const aside = `${lock}-broken-${randomUUID()}`;
  try {
    await rename(lock, aside);
  } catch (problem) {
    if (errorCode(problem) === 'ENOENT') return;
    throw problem;
  }
  if ((await ownerOf(aside)) !== owner && (await isRenamed(aside, lock))) return;
  await rm(aside, { recursive: true, force: true });
}
