import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lineAt, parseSource, readFiles, resolveImport, walk } from './parse-source.ts';

describe('parseSource', () => {
  test.each<[text: string, kind: string, names: readonly string[]]>([
    ["import { a, type B } from './x.ts';", 'value', ['a']],
    ["import type { B } from './x.ts';", 'type', []],
    ["import * as x from './x.ts';", 'value', ['*']],
    ["import x from './x.ts';", 'value', ['default']],
    ["import './x.ts';", 'value', []],
    ["export { a as b } from './x.ts';", 'value', ['a']],
    ["export type { B } from './x.ts';", 'type', []],
    ["export * from './x.ts';", 'value', ['*']],
    ["export const x = () => import('./x.ts');", 'dynamic', ['*']],
  ])('reads %s', (text, kind, names) => {
    const [entry] = parseSource('tools/a.ts', `\n${text}\n`).imports;
    expect(entry).toEqual({ specifier: './x.ts', line: 2, kind, names });
  });

  test('keeps the paths of files that are started by name', () => {
    const { mentions } = parseSource('a.ts', "fork('./child.ts'); say('child.txt');");
    expect(mentions).toEqual(['./child.ts']);
  });

  test('refuses a text with a syntax error by its path', () => {
    expect(() => parseSource('a.ts', 'const = 1;')).toThrow(/^a\.ts does not parse/);
  });

  test('reads screens and declarations', () => {
    const types = (path: string, text: string): readonly string[] => {
      const found: string[] = [];
      walk(parseSource(path, text).program, ({ type }) => found.push(type));
      return found;
    };
    expect(types('a.tsx', 'export const A = () => <p>hello</p>;')).toContain('JSXElement');
    expect(types('a.d.ts', 'declare function f(): void;')).toContain('TSDeclareFunction');
  });
});

test.each([
  [0, 1],
  [1, 1],
  [2, 2],
  [4, 3],
  [99, 3],
])('offset %d is on line %d', (offset, line) => {
  expect(lineAt([0, 2, 4], offset)).toBe(line);
});

test.each([
  ['server/src/a/b.ts', './c.ts', 'server/src/a/c.ts'],
  ['server/src/a/b.ts', '../c.ts', 'server/src/c.ts'],
  ['server/src/a/b.ts', '@outpace/engine/basics/time.ts', 'engine/src/basics/time.ts'],
  ['server/src/a/b.ts', 'node:fs', undefined],
  ['server/src/a/b.ts', 'fastify', undefined],
])('from %s, %s is %s', (from, specifier, path) => {
  expect(resolveImport(from, specifier)).toBe(path);
});

test('files are read from folders and by name, but not what others made', () => {
  const root = mkdtempSync(join(tmpdir(), 'outpace-tidy-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const path of ['b/x.ts', 'b/c/y.ts', 'b/node_modules/z.ts', 'b/dist/z.ts', 'a.md', 'c.md']) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path);
  }
  const paths = readFiles(root, ['b', 'a.md'], /\.(ts|md)$/).map(({ path }) => path);
  expect(paths).toEqual(['a.md', 'b/c/y.ts', 'b/x.ts']);
});
