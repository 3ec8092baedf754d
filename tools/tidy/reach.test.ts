import { describe, expect, test } from 'vitest';
import { parseSource } from './parse-source.ts';
import { deadFiles, testBeside } from './reach.ts';

const main = "import { a } from './a.ts';";
const rule = 'export const a = () => 1;';
type Files = Readonly<Record<string, string>>;

const sourcesOf = (files: Files) =>
  Object.entries(files).map(([path, text]) => parseSource(path, text));

describe('testBeside', () => {
  test.each<[why: string, files: Files, paths: string[]]>([
    [
      'a function needs a test',
      { 'server/src/main.ts': main, 'server/src/a.ts': rule },
      ['server/src/a.ts'],
    ],
    [
      'a class as well',
      { 'server/src/main.ts': main, 'server/src/a.ts': 'export class A { a() {} }' },
      ['server/src/a.ts'],
    ],
    [
      'with a test it is fine',
      { 'server/src/main.ts': main, 'server/src/a.ts': rule, 'server/src/a.test.ts': '' },
      [],
    ],
    [
      'a test on the database counts',
      { 'server/src/main.ts': main, 'server/src/a.ts': rule, 'server/src/a.pg.test.ts': '' },
      [],
    ],
    [
      'a test elsewhere does not',
      { 'server/src/main.ts': main, 'server/src/a.ts': rule, 'server/src/b.test.ts': main },
      ['server/src/a.ts'],
    ],
    [
      'types have nothing to test',
      { 'server/src/main.ts': main, 'server/src/a.ts': 'export type A = () => void;' },
      [],
    ],
    [
      'nor have tables',
      { 'server/src/main.ts': main, 'server/src/a.ts': 'export const A = [1, 2];' },
      [],
    ],
    [
      'a screen is walked in a browser',
      { 'web/src/main.tsx': "import './a.tsx';", 'web/src/a.tsx': rule },
      [],
    ],
    ['an entry point only wires', { 'server/src/main.ts': 'const run = () => 1; run();' }, []],
    ['a benchmark measures', { 'server/src/bench/import.ts': 'export const bench = () => 1;' }, []],
    [
      'a fake belongs to the tests',
      { 'server/src/main.ts': '', 'server/src/a.ts': rule, 'server/src/b.test.ts': main },
      [],
    ],
    [
      'a fault is only a name',
      {
        'server/src/main.ts': main,
        'server/src/a.ts': "export class A extends Error { override readonly name = 'A'; }",
      },
      [],
    ],
    [
      'a table may have a shorthand',
      {
        'server/src/main.ts': main,
        'server/src/a.ts': 'const of = (n: number) => [n]; export const A = [of(1)];',
      },
      [],
    ],
    [
      'a shared shorthand is a function',
      { 'server/src/main.ts': main, 'server/src/a.ts': 'export const of = (n: number) => [n];' },
      ['server/src/a.ts'],
    ],
    [
      'statements need a test, shared or not',
      { 'server/src/main.ts': main, 'server/src/a.ts': 'const f = () => { g(); }; f();' },
      ['server/src/a.ts'],
    ],
  ])('%s', (_why, files, paths) => {
    expect(testBeside(sourcesOf(files)).map(({ path }) => path)).toEqual(paths);
  });
});

describe('deadFiles', () => {
  test.each<[why: string, files: Files, paths: string[]]>([
    [
      'nobody imports it',
      { 'server/src/main.ts': '', 'server/src/a.ts': rule },
      ['server/src/a.ts'],
    ],
    ['an entry point reaches it', { 'server/src/main.ts': main, 'server/src/a.ts': rule }, []],
    [
      'through another file',
      {
        'server/src/main.ts': "import './b.ts';",
        'server/src/b.ts': main,
        'server/src/a.ts': rule,
      },
      [],
    ],
    [
      'by its type alone',
      {
        'server/src/main.ts': "import type { A } from './a.ts';",
        'server/src/a.ts': 'export type A = 1;',
      },
      [],
    ],
    [
      'from another workspace',
      { 'server/src/main.ts': "import '@outpace/engine/a.ts';", 'engine/src/a.ts': rule },
      [],
    ],
    ['a test reaches it', { 'server/src/b.test.ts': main, 'server/src/a.ts': rule }, []],
    [
      'a test starts it by name',
      { 'server/src/b.test.ts': "fork('./a.ts');", 'server/src/a.ts': rule },
      [],
    ],
    [
      'two dead files hold each other',
      { 'server/src/a.ts': "import './b.ts';", 'server/src/b.ts': "import './a.ts';" },
      ['server/src/a.ts', 'server/src/b.ts'],
    ],
  ])('%s', (_why, files, paths) => {
    expect(deadFiles(sourcesOf(files)).map(({ path }) => path)).toEqual(paths);
  });
});
