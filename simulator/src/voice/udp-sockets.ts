import { readdir, readFile, readlink } from 'node:fs/promises';
import { errorCode } from '@outpace/server/store/store-start-fault.ts';

/**
 * Whether this very process is on this UDP port: that nobody else can be had there does not say who
 * is. Knows it on Linux only.
 */
export async function isOnUdp(pid: number, port: number): Promise<boolean> {
  try {
    const inodes = inodesOn(await readFile(`/proc/${pid}/net/udp`, 'utf8'), port);
    const files = await readdir(`/proc/${pid}/fd`);
    // A file may be closed between the list and the look.
    const links = files.map((file) => readlink(`/proc/${pid}/fd/${file}`).catch(missing));
    const held = await Promise.all(links);
    return inodes.some((inode) => held.includes(`socket:[${inode}]`));
  } catch (problem) {
    missing(problem);
    return false;
  }
}

/** Of proc(5) `net/udp`: the second column ends with the port, in hexadecimal. */
export function inodesOn(table: string, port: number): readonly string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = table.split('\n').map((line) => line.trim().split(/\s+/));
  return lines.flatMap(([, local, , , , , , , , inode]) =>
    local?.endsWith(suffix) && inode !== undefined ? [inode] : [],
  );
}

/** The process has ended, or is ending. */
function missing(problem: unknown): undefined {
  if (errorCode(problem) !== 'ENOENT' && errorCode(problem) !== 'ESRCH') throw problem;
}
