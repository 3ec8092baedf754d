import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isPageStale } from './page.ts';

/** Each file with the second of its last change. */
type Changes = Readonly<Record<string, number>>;

const sources: Changes = {
  'web/src/main.tsx': 100,
  'protocol/src/version.ts': 100,
  'engine/src/effect.ts': 100,
};

test.each<[why: string, changes: Changes, isStale: boolean]>([
  ['never built', {}, true],
  ['built after the last change', { 'web/dist/index.html': 101 }, false],
  ['built before the last change', { 'web/dist/index.html': 99 }, true],
  ['the protocol changed', { 'web/dist/index.html': 101, 'protocol/src/version.ts': 102 }, true],
  ['a new file deep inside', { 'web/dist/index.html': 101, 'web/src/agent/a/b.tsx': 102 }, true],
  ['only a test changed', { 'web/dist/index.html': 101, 'web/src/a.test.ts': 102 }, false],
  ['packages changed', { 'web/dist/index.html': 101, 'web/node_modules/a.ts': 102 }, false],
])('%s', (_why, changes, isStale) => {
  const root = mkdtempSync(join(tmpdir(), 'outpace-page-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, second] of Object.entries({ ...sources, ...changes })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
    utimesSync(join(root, path), second, second);
  }
  expect(isPageStale(root)).toBe(isStale);
});
