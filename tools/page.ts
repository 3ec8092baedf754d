import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOMS = ['web', 'protocol', 'engine'];
const NOT_SOURCES = new Set(['node_modules', 'dist']);

/** The built page is missing, or older than something it is made from. */
export function isPageStale(root: string): boolean {
  const built = join(root, 'web', 'dist', 'index.html');
  if (!existsSync(built)) return true;
  const newestAtMs = Math.max(...ROOMS.map((room) => newest(join(root, room))));
  return statSync(built).mtimeMs < newestAtMs;
}

function newest(folder: string): number {
  const changes = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !NOT_SOURCES.has(name) && !/\.test\.tsx?$/.test(name))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newest(path) : statSync(path).mtimeMs;
    });
  return Math.max(0, ...changes);
}
