import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AptRoot } from './apt-root.ts';
import { cached, cacheFolder } from './cache-folder.ts';
import { debianArchive } from './debian-archive.ts';
import { InstanceFault } from './instance-fault.ts';
import { eachOf, type Program } from './run-program.ts';
import { SharedLibraries } from './shared-libraries.ts';

/**
 * What to take of Debian for one program. A tree made from it holds the program, what it loads and
 * its own C library, and runs on any Linux of the same processor without being installed.
 */
export type TreeRecipe = {
  readonly name: string;
  /** The first one is what the tree is about. */
  readonly packages: readonly string[];
  /** Packages they depend on that nothing we keep loads, as a regular expression. */
  readonly without: string;
  /** Path in the package. */
  readonly program: string;
  /** Plug-ins below the folder of libraries; one that lacks a library is left out. */
  readonly plugins: readonly string[];
  /** Libraries that are opened by name at run time, so that no list mentions them. */
  readonly opened: readonly string[];
  /** Folders below that of the libraries that are searched as well. */
  readonly besides: readonly string[];
  /** Folders of other files: from where in the package to where in the tree. */
  readonly files: Readonly<Record<string, string>>;
};

export type DebianTree = {
  readonly folder: string;
  /** Version of the package, as Debian writes it. */
  readonly version: string;
  readonly program: Program;
};

// Testing has the long-term release; unstable has it too while testing is being rebuilt.
const SUITES = ['forky', 'sid'];
/** Of what is done with a recipe; a new number makes new trees. */
const METHOD = 1;
const FETCHED = '.fetched';
const PROGRAMS_AT_ONCE = 4;

/**
 * The tree of a recipe, fetched from Debian's mirror the first time and kept in the cache. Neither
 * root nor a change to the system is needed. Throws an `InstanceFault` with one sentence.
 */
export async function debianTree(
  recipe: TreeRecipe,
  onFetch: (sentence: string) => void = () => undefined,
): Promise<DebianTree> {
  const cache = cacheFolder(process.env);
  const folder = await cached(cache, treeName(recipe), async (draft) => {
    onFetch(`Fetching ${recipe.name} from Debian into ${cache} (once) …`);
    await fetchTree(recipe, draft);
  });
  const version = (await readFile(join(folder, 'VERSION'), 'utf8')).trim();
  return { folder, version, program: await programOf(folder, recipe) };
}

/** A changed recipe is another tree, so that an old one is never taken for the new one. */
export function treeName(recipe: TreeRecipe): string {
  const text = JSON.stringify([METHOD, SUITES, process.arch, recipe]);
  return `${recipe.name}-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}

async function programOf(folder: string, { program, name }: TreeRecipe): Promise<Program> {
  const loader = (await readFile(join(folder, 'LOADER'), 'utf8')).trim();
  const libraries = join(folder, 'lib');
  const words = ['--inhibit-cache', '--library-path', libraries, '--argv0', name];
  return {
    name,
    file: join(libraries, loader),
    words: [...words, join(folder, 'bin', basename(program))],
  };
}

async function fetchTree(recipe: TreeRecipe, draft: string): Promise<void> {
  const archive = await debianArchive();
  const work = join(draft, FETCHED);
  const stage = join(work, 'stage');
  const [subject = ''] = recipe.packages;
  const root = await AptRoot.open(join(work, 'apt'), archive, SUITES, subject);
  const closure = await root.closureOf(recipe.packages);
  const without = new RegExp(`^(${recipe.without})$`);
  const wanted = closure.filter((name) => !without.test(name));
  await root.unpack(wanted, join(work, 'packages'), stage);
  await keep(recipe, stage, draft);
  await writeFile(join(draft, 'VERSION'), `${await root.versionOf(subject)}\n`);
  await rm(work, { recursive: true });
}

/** Copies from the unpacked packages what the recipe names, and the libraries that this needs. */
async function keep(recipe: TreeRecipe, stage: string, tree: string): Promise<void> {
  const shared = await SharedLibraries.under(stage, recipe.besides);
  const program = join(stage, recipe.program);
  const plugins = recipe.plugins.map((path) => join(shared.main, path));
  const loads = await eachOf([program, ...plugins], PROGRAMS_AT_ONCE, async (file) => ({
    file,
    needs: existsSync(file) ? await shared.neededBy(file) : undefined,
  }));
  const kept = loads.filter(({ needs }) => needs !== undefined);
  if (kept[0]?.file !== program) {
    throw new InstanceFault(`The packages of ${recipe.name} do not hold all that it loads.`);
  }
  await mkdir(join(tree, 'bin'));
  await copyFile(program, join(tree, 'bin', basename(program)));
  for (const { file } of kept.slice(1)) await copyInto(file, shared.main, join(tree, 'lib'));
  const opened = recipe.opened.map((name) => join(shared.main, name)).filter(existsSync);
  const libraries = new Set([...kept.flatMap(({ needs }) => needs ?? []), ...opened]);
  await mkdir(join(tree, 'lib'), { recursive: true });
  for (const library of [shared.loader, ...libraries]) {
    // Under the name that it is asked for by, whatever the file behind it is called.
    await copyFile(await realpath(library), join(tree, 'lib', basename(library)));
  }
  await writeFile(join(tree, 'LOADER'), `${basename(shared.loader)}\n`);
  for (const [from, to] of Object.entries(recipe.files)) {
    await cp(inStage(stage, shared, from), join(tree, to), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
}

/** `LIB/` stands for the folder of libraries, whose name depends on the processor. */
const inStage = (stage: string, shared: SharedLibraries, path: string): string =>
  path.startsWith('LIB/') ? join(shared.main, path.slice('LIB/'.length)) : join(stage, path);

async function copyInto(file: string, below: string, target: string): Promise<void> {
  const copy = join(target, file.slice(below.length + 1));
  await mkdir(dirname(copy), { recursive: true });
  await copyFile(file, copy);
}
