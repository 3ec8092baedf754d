import { expect, test } from 'vitest';
import { versionProblem } from './asterisk-version.ts';

test.each(['22.5.0', '22.10.1~dfsg+~cs6.17.60671434-1', '23.0.0', 'certified-22.8-cert1'])(
  'Asterisk %s will do',
  (version) => {
    expect(versionProblem(version)).toBeUndefined();
  },
);

test.each([
  ['20.9.1', 'Asterisk 20.9.1 is too old: 22.5 or newer is needed'],
  ['22.4.9', 'Asterisk 22.4.9 is too old: 22.5 or newer is needed'],
  ['16.28.0', 'Asterisk 16.28.0 is too old: 22.5 or newer is needed'],
  ['GIT-master', 'Asterisk GIT-master does not say its version: 22.5 or newer is needed'],
])('Asterisk %s is refused by name', (version, problem) => {
  expect(versionProblem(version)).toBe(problem);
});
