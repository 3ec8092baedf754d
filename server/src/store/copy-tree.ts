import { chown, copyFile, lstat, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './store-start-fault.ts';

export type CopiedTree = { readonly files: number; readonly bytes: number };

/**
 * Copies a folder that may be worked on meanwhile, with modes and owners, each file down to the
 * disk. What vanishes before its turn is passed over; so is what is no file and no folder.
 * `isLeftOut` gets paths below `from`, such as `base/1/1259`; a folder is left out as a whole.
 */
export async function copyTree(
  from: string,
  to: string,
  isLeftOut: (path: string) => boolean,
): Promise<CopiedTree> {
  let [files, bytes] = [0, 0];
  const copyFolder = async (below: string): Promise<void> => {
    const source = join(from, below);
    const target = join(to, below);
    const { mode, uid, gid } = await lstat(source);
    await mkdir(target, { mode: mode & 0o777, recursive: true });
    await owned(target, uid, gid);
    for (const entry of await readdir(source, { withFileTypes: true })) {
      const path = join(below, entry.name);
      if (isLeftOut(path)) continue;
      if (entry.isDirectory()) await copyFolder(path).catch(vanished);
      if (!entry.isFile()) continue;
      const copied = await copyOne(join(source, entry.name), join(target, entry.name));
      if (copied === undefined) continue;
      files += 1;
      bytes += copied;
    }
    await syncedFolder(target);
  };
  await copyFolder('');
  return { files, bytes };
}

/** Its bytes; undefined: it is gone. */
async function copyOne(from: string, to: string): Promise<number | undefined> {
  const found = await lstat(from).catch(vanished);
  if (found === undefined) return undefined;
  if ((await copyFile(from, to).then(() => true, vanished)) === undefined) return undefined;
  await owned(to, found.uid, found.gid);
  const file = await open(to, 'r+');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** Only root can give files away, and for anybody else they are their own already. */
export async function owned(path: string, uid: number, gid: number): Promise<void> {
  if (process.getuid?.() === 0) await chown(path, uid, gid);
}

/** That a file is in a folder is on the disk only after this. */
export async function syncedFolder(path: string): Promise<void> {
  // Windows opens no folders, and writes them by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function vanished(problem: unknown): undefined {
  if (errorCode(problem) !== 'ENOENT') throw problem;
}
