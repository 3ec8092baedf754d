import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What the search for a browser needs to know of a machine. */
export type Machine = {
  /** Where the person says that Chromium is: the variable CHROMIUM_PATH. */
  readonly chosen: string | undefined;
  readonly mayInstall: boolean;
  has(path: string): boolean;
  install(): void;
};

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Where Chromium is for the walks in a real browser. Installs Debian's package when there is none
 * and we may. Undefined when there is still none: then say `NO_BROWSER`.
 */
export function browserPath(machine: Machine): string | undefined {
  const places = machine.chosen === undefined ? PLACES : [machine.chosen];
  const found = places.find((path) => machine.has(path));
  if (found !== undefined || machine.chosen !== undefined || !machine.mayInstall) return found;
  machine.install();
  return places.find((path) => machine.has(path));
}

export const NO_BROWSER =
  'The tests need Chromium: install the package "chromium", or name one in CHROMIUM_PATH.';

export const thisMachine: Machine = {
  chosen: process.env.CHROMIUM_PATH,
  mayInstall: existsSync('/usr/bin/apt-get') && process.getuid?.() === 0,
  has: (path) => existsSync(path),
  install: () => {
    console.log('Installing Chromium from Debian for the tests in a browser …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    // Its complaints are shown: without them nobody knows why there is still no browser.
    for (const words of [
      ['update', '-qq'],
      ['install', '-y', '-qq', 'chromium'],
    ]) {
      spawnSync('apt-get', words, { env, stdio: ['ignore', 'ignore', 'inherit'] });
    }
  },
};
