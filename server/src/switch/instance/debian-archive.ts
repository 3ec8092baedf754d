import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../../store/store-start-fault.ts';
import { InstanceFault } from './instance-fault.ts';

/** Where this machine takes Debian's packages from, and what it trusts them by. */
export type DebianArchive = {
  readonly mirror: string;
  readonly keyring: string;
};

const TOOLS = ['usr/bin/apt-get', 'usr/bin/dpkg-deb'];
// Newer releases of the keyring use the other ending.
const KEYRINGS = ['gpg', 'pgp'].map((end) => `usr/share/keyrings/debian-archive-keyring.${end}`);

/**
 * As the system under `root` is configured; nothing is written there. Throws an `InstanceFault`
 * with one sentence that says what is missing.
 */
export async function debianArchive(root = '/'): Promise<DebianArchive> {
  const missing = TOOLS.filter((tool) => !existsSync(join(root, tool)));
  if (missing.length > 0) {
    const names = missing.map((tool) => tool.split('/').at(-1)).join(' and ');
    throw new InstanceFault(`Packages of Debian cannot be fetched here: there is no ${names}.`);
  }
  const release = await textOf(join(root, 'etc/os-release'));
  if (!/^ID="?debian"?$/m.test(release)) {
    throw new InstanceFault('Packages of Debian cannot be fetched here: this is not a Debian.');
  }
  const keyring = KEYRINGS.map((path) => join(root, path)).find((path) => existsSync(path));
  if (keyring === undefined) {
    throw new InstanceFault(
      'Packages of Debian cannot be fetched here: install the package debian-archive-keyring.',
    );
  }
  const codename = /^VERSION_CODENAME="?([a-z]+)"?$/m.exec(release)?.[1] ?? 'sid';
  const mirror = mirrorIn(await sourcesUnder(root), codename);
  if (mirror === undefined) {
    throw new InstanceFault(
      'Packages of Debian cannot be fetched here: apt is configured with no mirror of Debian.',
    );
  }
  return { mirror, keyring };
}

export type AptSource = {
  readonly uri: string;
  readonly suites: readonly string[];
  readonly components: readonly string[];
  readonly signedBy: string | undefined;
};

async function sourcesUnder(root: string): Promise<readonly AptSource[]> {
  const folder = join(root, 'etc/apt/sources.list.d');
  const names = existsSync(folder) ? (await readdir(folder)).toSorted() : [];
  const paths = [join(root, 'etc/apt/sources.list'), ...names.map((name) => join(folder, name))];
  const sources = await Promise.all(
    paths.map(async (path) => {
      if (path.endsWith('.sources')) return parseStanzas(await textOf(path));
      return path.endsWith('.list') ? parseLines(await textOf(path)) : [];
    }),
  );
  return sources.flat();
}

/** The one-line format: `deb [signed-by=…] URI SUITE COMPONENT …`. */
export function parseLines(text: string): readonly AptSource[] {
  return text.split('\n').flatMap((line) => {
    const found = /^deb\s+(?:\[([^\]]*)\]\s+)?(\S+)\s+(\S+)\s*(.*)$/.exec(line.trim());
    if (found === null) return [];
    const [, options = '', uri = '', suite = '', rest = ''] = found;
    const signedBy = /(?:^|\s)signed-by=(\S+)/.exec(options)?.[1];
    return [{ uri, suites: [suite], components: words(rest.replace(/#.*/, '')), signedBy }];
  });
}

/** The format of `.sources` files: fields by name, one stanza per source. */
export function parseStanzas(text: string): readonly AptSource[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  return lines
    .join('\n')
    .split(/\n\s*\n/)
    .flatMap((stanza) => {
      const field = (name: string): string | undefined =>
        new RegExp(`^${name}:\\s*(.*(?:\\n[ \\t].*)*)`, 'im').exec(stanza)?.[1]?.trim();
      const isOff = /^no$/i.test(field('Enabled') ?? 'yes');
      if (isOff || !words(field('Types') ?? '').includes('deb')) return [];
      const suites = words(field('Suites') ?? '');
      const components = words(field('Components') ?? '');
      const signedBy = field('Signed-By');
      return words(field('URIs') ?? '').map((uri) => ({ uri, suites, components, signedBy }));
    });
}

/** The first source of Debian itself: of this release, signed by nobody else, and not an add-on. */
export function mirrorIn(sources: readonly AptSource[], codename: string): string | undefined {
  const suites = [codename, 'stable', 'oldstable', 'testing', 'unstable', 'sid'];
  const own = sources.find(
    (source) =>
      source.suites.some((suite) => suites.includes(suite)) &&
      source.components.includes('main') &&
      (source.signedBy === undefined || source.signedBy.includes('debian-archive')),
  );
  return own?.uri;
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (problem) {
    if (errorCode(problem) === 'ENOENT') return '';
    throw problem;
  }
}
