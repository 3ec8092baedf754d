import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { FloorTally } from '../../pacing/floor-tally.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
/** What a day depends on: a change in one of these and every day is lived anew. */
const SOURCES = [
  'engine/src/pacing',
  'engine/src/basics',
  'simulator/src/agenda.ts',
  'simulator/src/prng.ts',
  'simulator/src/talk-times.ts',
  'simulator/src/pacing',
  'simulator/src/rivals',
];

/** Days that were lived before, in files: a table of hours that was interrupted goes on. */
export class KeptDays {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** In a folder of its own for each state of the sources. */
  static async in(folder: string): Promise<KeptDays> {
    const own = join(folder, await fingerprint());
    await mkdir(own, { recursive: true });
    return new KeptDays(own);
  }

  async find(key: string): Promise<FloorTally | undefined> {
    const bytes = await readFile(this.#fileOf(key)).catch(absent);
    return bytes && deserialize(bytes);
  }

  async put(key: string, day: FloorTally): Promise<void> {
    await writeFile(this.#fileOf(key), serialize(day));
  }

  #fileOf(key: string): string {
    return join(this.#folder, createHash('sha256').update(key).digest('hex').slice(0, 32));
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesOf(join(ROOT, source))) hash.update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 12);
}

async function filesOf(source: string): Promise<readonly string[]> {
  if ((await stat(source)).isFile()) return [source];
  const files = (await readdir(source)).filter(isSource).sort();
  return files.map((file) => join(source, file));
}

const isSource = (file: string): boolean => file.endsWith('.ts') && !file.endsWith('.test.ts');

function absent(problem: NodeJS.ErrnoException): undefined {
  if (problem.code !== 'ENOENT') throw problem;
}
