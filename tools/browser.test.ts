import { expect, test } from 'vitest';
import { browserPath, type Machine } from './browser.ts';

/** A machine whose package brings Chromium, or does not. */
class FakeMachine implements Machine {
  readonly chosen: string | undefined;
  readonly mayInstall: boolean;
  readonly #paths: string[];
  readonly #brings: string | undefined;
  installs = 0;

  constructor(facts: {
    readonly paths?: readonly string[];
    readonly chosen?: string;
    readonly mayInstall?: boolean;
    readonly brings?: string;
  }) {
    this.#paths = [...(facts.paths ?? [])];
    this.chosen = facts.chosen;
    this.mayInstall = facts.mayInstall ?? false;
    this.#brings = facts.brings;
  }

  has(path: string): boolean {
    return this.#paths.includes(path);
  }

  install(): void {
    this.installs += 1;
    if (this.#brings !== undefined) this.#paths.push(this.#brings);
  }
}

const chromium = '/usr/bin/chromium';

test.each<[why: string, machine: FakeMachine, path: string | undefined, installs: number]>([
  ['it is there', new FakeMachine({ paths: [chromium], mayInstall: true }), chromium, 0],
  [
    'another one is there',
    new FakeMachine({ paths: ['/usr/bin/google-chrome'] }),
    '/usr/bin/google-chrome',
    0,
  ],
  [
    'the chosen one wins',
    new FakeMachine({ paths: [chromium, '/opt/chrome'], chosen: '/opt/chrome' }),
    '/opt/chrome',
    0,
  ],
  [
    'a wrong choice is not mended',
    new FakeMachine({ paths: [chromium], chosen: '/opt/none', mayInstall: true }),
    undefined,
    0,
  ],
  [
    'it is installed when missing',
    new FakeMachine({ mayInstall: true, brings: chromium }),
    chromium,
    1,
  ],
  ['not without the right to', new FakeMachine({ brings: chromium }), undefined, 0],
  ['an installation can fail', new FakeMachine({ mayInstall: true }), undefined, 1],
])('%s', (_why, machine, path, installs) => {
  expect(browserPath(machine)).toBe(path);
  expect(machine.installs).toBe(installs);
});
