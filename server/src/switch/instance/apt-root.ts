import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DebianArchive } from './debian-archive.ts';
import { InstanceFault } from './instance-fault.ts';
import { eachOf, runProgram, systemProgram } from './run-program.ts';

const APT_GET = systemProgram('apt-get');
const APT_CACHE = systemProgram('apt-cache');

/** How this machine reaches the network, and how strictly it takes the dates of an index. */
const SETTINGS_KEPT = /^Acquire::(https?|ftp|Retries|ForceIPv[46]|Check-Valid-Until)\b/;

/**
 * A root of apt's own in a folder: it knows no installed package, so that it resolves everything
 * down to the C library, and it changes nothing of the system. The hash of every package is
 * checked against the signed index of the suite.
 */
export class AptRoot {
  readonly #env: Readonly<Record<string, string>>;

  private constructor(config: string) {
    this.#env = { APT_CONFIG: config };
  }

  /** On the first of the suites that has the package. */
  static async open(
    folder: string,
    { mirror, keyring }: DebianArchive,
    suites: readonly string[],
    name: string,
  ): Promise<AptRoot> {
    const config = join(folder, 'apt.conf');
    const list = join(folder, 'sources.list');
    for (const place of ['state/lists/partial', 'cache/archives/partial', 'log', 'parts']) {
      await mkdir(join(folder, place), { recursive: true });
    }
    await writeFile(join(folder, 'status'), '');
    await writeFile(config, configText(folder, list, await networkSettings()));
    const root = new AptRoot(config);
    for (const suite of suites) {
      await writeFile(list, `deb [signed-by=${keyring}] ${mirror} ${suite} main\n`);
      await runProgram(APT_GET, ['-qq', 'update'], { env: root.#env });
      const found = await runProgram(APT_CACHE, ['madison', name], { env: root.#env });
      if (found.trim() !== '') return root;
    }
    throw new InstanceFault(`The mirror of Debian has no ${name} in ${suites.join(' or ')}.`);
  }

  /** The packages and all they depend on, without those that only recommend themselves. */
  async closureOf(packages: readonly string[]): Promise<readonly string[]> {
    const plan = await runProgram(APT_GET, ['-s', '-y', 'install', ...packages], {
      env: this.#env,
    });
    return installedBy(plan);
  }

  /** Of the package that would be installed. */
  async versionOf(name: string): Promise<string> {
    const shown = await runProgram(APT_CACHE, ['madison', name], { env: this.#env });
    return shown.split('|')[1]?.trim() ?? '';
  }

  /** Downloads the packages and unpacks them, one over the other, into an empty folder. */
  async unpack(packages: readonly string[], downloads: string, into: string): Promise<void> {
    await mkdir(downloads);
    await mkdir(into);
    const words = ['-qq', 'download', ...packages];
    await runProgram(APT_GET, words, { cwd: downloads, env: this.#env });
    const files = (await readdir(downloads)).filter((file) => file.endsWith('.deb'));
    await eachOf(files, 4, (file) =>
      runProgram(systemProgram('dpkg-deb'), ['-x', join(downloads, file), into]),
    );
  }
}

/** The packages that a simulated installation names. */
export const installedBy = (plan: string): readonly string[] =>
  [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name);

async function networkSettings(): Promise<readonly string[]> {
  return networkSettingsIn(await runProgram(systemProgram('apt-config'), ['dump', 'Acquire']));
}

/** Of a dump of apt's settings, those that have to do with the network. */
export const networkSettingsIn = (dump: string): readonly string[] =>
  dump.split('\n').filter((line) => SETTINGS_KEPT.test(line));

function configText(folder: string, list: string, network: readonly string[]): string {
  const own = {
    Dir: folder,
    'Dir::Etc::sourcelist': list,
    'Dir::Etc::sourceparts': '/dev/null',
    // Settings of the machine may run commands after an update: none of them is read.
    'Dir::Etc::parts': join(folder, 'parts'),
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    // Names and passwords of a proxy or a mirror.
    'Dir::Etc::netrc': '/etc/apt/auth.conf',
    'Dir::Etc::netrcparts': '/etc/apt/auth.conf.d',
    'Dir::State': join(folder, 'state'),
    'Dir::State::status': join(folder, 'status'),
    'Dir::Cache': join(folder, 'cache'),
    'Dir::Log': join(folder, 'log'),
    'APT::Install-Recommends': 'false',
    // Downloads go to folders that only we may enter.
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    // Otherwise an index that could not be had is only a warning.
    'APT::Update::Error-Mode': 'any',
    'Acquire::Retries': '3',
  };
  const lines = Object.entries(own).map(([name, value]) => `${name} ${JSON.stringify(value)};`);
  return `${[...network, ...lines].join('\n')}\n`;
}
