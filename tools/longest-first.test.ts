import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LONG, longestFirst } from './longest-first.ts';

test('what takes long begins first, and the others keep their order', () => {
  const files = ['/b.test.ts', '/house/simulator/src/crash/killed-server.pg.test.ts', '/a.test.ts'];
  expect(longestFirst(files, (file) => file)).toEqual([files[1], files[0], files[2]]);
});

test.each(LONG)('%s is there', (path) => {
  expect(existsSync(join(import.meta.dirname, '..', path))).toBe(true);
});
