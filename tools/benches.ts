import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['server/src/bench', 'simulator/src/bench'];

/** The benchmarks by name, in the order of their names: every file of the two folders is one. */
export function benches(root: string): ReadonlyMap<string, string> {
  const found = FOLDERS.map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => ({ folder, file })))
    .filter(({ file }) => /^[a-z0-9-]+\.ts$/.test(file))
    .map(({ folder, file }): [string, string] => [file.replace(/\.ts$/, ''), join(folder, file)]);
  return new Map(found.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
