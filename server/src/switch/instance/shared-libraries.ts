import { readdir } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { InstanceFault } from './instance-fault.ts';
import { type Program, runProgram } from './run-program.ts';

/**
 * The loader and the libraries of an unpacked system. Programs run through it use nothing of the
 * machine's own, not even its C library.
 */
export class SharedLibraries {
  readonly loader: string;
  /** Where its libraries are; the first is the main one. */
  readonly folders: readonly string[];

  private constructor(loader: string, folders: readonly string[]) {
    this.loader = loader;
    this.folders = folders;
  }

  /** `besides`: folders below the main one that programs expect to be searched too. */
  static async under(root: string, besides: readonly string[] = []): Promise<SharedLibraries> {
    const libraries = join(resolve(root), 'usr', 'lib');
    for (const name of await readdir(libraries)) {
      // The folder of the machine's kind, such as x86_64-linux-gnu, is the one with a loader.
      if (!name.includes('-linux-')) continue;
      const main = join(libraries, name);
      const loader = (await readdir(main)).find((file) => /^ld-linux.*\.so\.\d+$/.test(file));
      if (loader === undefined) continue;
      return new SharedLibraries(join(main, loader), [
        main,
        ...besides.map((folder) => join(main, folder)),
      ]);
    }
    throw new InstanceFault(`The unpacked packages in ${root} have no loader.`);
  }

  get main(): string {
    return this.folders[0] ?? '';
  }

  /**
   * The libraries that a program or a plug-in needs, as paths; undefined when one is missing or
   * would come from the machine.
   */
  async neededBy(file: string): Promise<readonly string[] | undefined> {
    const words = ['--inhibit-cache', '--library-path', this.folders.join(':'), '--list', file];
    const program: Program = { name: 'the loader', file: this.loader, words };
    const list = await runProgram(program).catch((problem: unknown) => {
      if (problem instanceof InstanceFault) return undefined;
      throw problem;
    });
    if (list === undefined) return undefined;
    const needed = parseList(list);
    if (needed === undefined) return undefined;
    const own = needed.filter((path) => path !== this.loader);
    const isOwn = (path: string): boolean =>
      this.folders.some((folder) => path.startsWith(folder + sep));
    return own.every(isOwn) ? own : undefined;
  }
}

/** Reads what the loader lists; undefined when it did not find everything. */
export function parseList(list: string): readonly string[] | undefined {
  const lines = list.split('\n').filter((line) => line.includes('=>'));
  const paths = lines.map((line) => /=>\s+(\/\S+)/.exec(line)?.[1]);
  return paths.every((path) => path !== undefined) ? paths : undefined;
}
