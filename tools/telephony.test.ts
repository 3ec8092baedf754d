import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { hasAsteriskTests } from './telephony.ts';

const root = mkdtempSync(join(tmpdir(), 'outpace-telephony-'));
afterAll(() => rmSync(root, { recursive: true }));

for (const file of [
  'server/src/switch/a.asterisk.test.ts',
  'server/src/b.test.ts',
  'simulator/src/voice.e2e.test.ts',
  'node_modules/other/c.asterisk.test.ts',
]) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), '');
}

test.each<[why: string, words: string[], has: boolean]>([
  ['all tests', [], true],
  ['all tests, with an option', ['--bail=1'], true],
  ['a folder above one', ['server/src/switch'], true],
  ['one file', ['a.asterisk'], true],
  ['one of several', ['engine', 'switch/a'], true],
  ['the walk with sound', ['voice.e2e'], true],
  ['another file', ['b.test.ts'], false],
  ['another folder', ['engine'], false],
  ['not of packages', ['node_modules'], false],
])('%s', (_why, words, has) => {
  expect(hasAsteriskTests(root, words)).toBe(has);
});
