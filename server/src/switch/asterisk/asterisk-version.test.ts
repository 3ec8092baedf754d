import { expect, test } from 'vitest';
import { versionProblem } from './asterisk-version.ts';

test.each([
  '22.5.0',
  '22.10.1',
  '22.10.1~dfsg+~cs6.15.60671435-1+b1',
  '23.0.0',
  'certified-22.8-cert1',
  'GIT-22.6.0-abcdef',
])('%s is new enough', (version) => {
  expect(versionProblem(version)).toBeUndefined();
});

test.each<[version: string, problem: string]>([
  ['22.4.1', 'Asterisk 22.4.1 is too old: 22.5 or newer is needed'],
  ['21.10.0', 'Asterisk 21.10.0 is too old: 22.5 or newer is needed'],
  ['9.99', 'Asterisk 9.99 is too old: 22.5 or newer is needed'],
  [
    'UNKNOWN__and_probably_unsupported',
    'Asterisk UNKNOWN__and_probably_unsupported does not say its version: 22.5 or newer is needed',
  ],
])('%s is refused by name', (version, problem) => {
  expect(versionProblem(version)).toBe(problem);
});
