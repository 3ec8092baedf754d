import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');

test('every file that the threat model names is there', () => {
  const page = readFileSync(join(ROOT, 'docs', 'threat-model.md'), 'utf8');
  const named = [...page.matchAll(/`([\w.-]+\.(?:ts|sql))`/g)].map(([, file = '']) => file);
  const files = globSync('{engine,protocol,server,simulator}/src/**/*.{ts,sql}', { cwd: ROOT });
  const there = new Set(files.map((file) => basename(file)));
  expect(named.length).toBeGreaterThan(50);
  expect(named.filter((file) => !there.has(file))).toEqual([]);
});
