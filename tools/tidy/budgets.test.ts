import { describe, expect, test } from 'vitest';
import * as budgets from './budgets.ts';
import { type Check, parseSource } from './parse-source.ts';

const lines = (count: number): string => 'let a;\n'.repeat(count);
const fn = (count: number): string => `function f() {\n${'  f();\n'.repeat(count - 2)}}\n`;
const long = `const a = '${'x'.repeat(99)}';\n`;
const steps = (some: number, other: number): readonly [string, string][] => [
  ['engine/src/steps/tick.ts', lines(some)],
  ['engine/src/basics/time.ts', lines(other)],
];

describe('budgets', () => {
  test.each<[why: string, check: Check, files: readonly [string, string][], whats: string[]]>([
    [
      'a line of 112 columns is too long',
      budgets.lineLengths,
      [['server/src/a.ts', long]],
      ['112 columns, at most 100'],
    ],
    [
      'a line of 100 columns is not',
      budgets.lineLengths,
      [['server/src/a.ts', `// ${'x'.repeat(97)}\n`]],
      [],
    ],
    [
      'a row of a test table may be long',
      budgets.lineLengths,
      [['engine/src/a.test.ts', `test.each([\n  ['${'x'.repeat(100)}'],\n])('%s', () => {});\n`]],
      [],
    ],
    [
      'another line of a test may not',
      budgets.lineLengths,
      [['engine/src/a.test.ts', long]],
      ['112 columns, at most 100'],
    ],
    [
      'a table outside a test may not',
      budgets.lineLengths,
      [['engine/src/a.ts', `f.each([\n  '${'x'.repeat(100)}',\n]);\n`]],
      ['105 columns, at most 100'],
    ],
    [
      '71 lines of function are too many',
      budgets.functionLengths,
      [['web/src/a.tsx', fn(71)]],
      ['a function of 71 lines, at most 70'],
    ],
    ['70 lines of function are not', budgets.functionLengths, [['web/src/a.tsx', fn(70)]], []],
    [
      'the callback of describe is a heading',
      budgets.functionLengths,
      [['engine/src/a.test.ts', `describe('a', () => {\n${lines(80)}});\n`]],
      [],
    ],
    [
      'the callback of describe.each as well',
      budgets.functionLengths,
      [['engine/src/a.test.ts', `describe.each([])('a', () => {\n${lines(80)}});\n`]],
      [],
    ],
    [
      'the callback of test is a function',
      budgets.functionLengths,
      [['engine/src/a.test.ts', `test('a', () => {\n${lines(80)}});\n`]],
      ['a function of 82 lines, at most 70'],
    ],
    [
      'of two nested at once the inner one counts',
      budgets.functionLengths,
      [['server/src/a.ts', `const a = () => () => {\n${lines(80)}};\n`]],
      ['a function of 82 lines, at most 70'],
    ],
    [
      '601 lines of source are too many',
      budgets.fileLengths,
      [['server/src/a.ts', lines(601)]],
      ['a file of 601 lines, at most 600'],
    ],
    ['600 lines are not', budgets.fileLengths, [['server/src/a.ts', lines(600)]], []],
    [
      '1,001 lines of test are too many',
      budgets.fileLengths,
      [['server/src/a.test.ts', lines(1_001)]],
      ['a file of 1001 lines, at most 1000'],
    ],
    [
      '200 lines of component are too many',
      budgets.fileLengths,
      [['web/src/a.tsx', lines(200)]],
      ['a file of 200 lines, at most 199'],
    ],
    ['199 lines are not', budgets.fileLengths, [['web/src/a.tsx', lines(199)]], []],
    [
      '400 lines of steps are too many',
      budgets.fileLengths,
      [['engine/src/steps/a.ts', lines(400)]],
      ['a file of 400 lines, at most 399'],
    ],
    [
      'half of the engine must be shorter than 120',
      budgets.engineMedian,
      [['engine/src/a.ts', lines(120)]],
      ['the median file has 120 lines, allowed below 120'],
    ],
    [
      'one long file is allowed',
      budgets.engineMedian,
      [
        ['engine/src/a.ts', lines(300)],
        ['engine/src/b.ts', lines(9)],
        ['engine/src/c.ts', lines(9)],
      ],
      [],
    ],
    [
      'tests of the engine do not count',
      budgets.engineMedian,
      [['engine/src/a.test.ts', lines(300)]],
      [],
    ],
    [
      'steps must stay under a third',
      budgets.stepsShare,
      steps(10, 20),
      ["steps/ has 10 of the engine's 30 lines, allowed below a third"],
    ],
    ['just under a third is fine', budgets.stepsShare, steps(10, 21), []],
    [
      'the engine is one switch',
      budgets.oneSwitch,
      [['engine/src/engine.ts', 'switch (a) {}\nswitch (b) {}']],
      ['2 switches, exactly one is allowed'],
    ],
    [
      'and not none',
      budgets.oneSwitch,
      [['server/src/dialer/effects.ts', 'f();']],
      ['0 switches, exactly one is allowed'],
    ],
    ['one is right', budgets.oneSwitch, [['engine/src/engine.ts', 'switch (a) {}']], []],
    [
      'other files may have more',
      budgets.oneSwitch,
      [['engine/src/effect.ts', 'switch (a) {}\nswitch (b) {}']],
      [],
    ],
  ])('%s', (_why, check, files, whats) => {
    const sources = files.map(([path, text]) => parseSource(path, text));
    expect(check(sources).map(({ what }) => what)).toEqual(whats);
  });

  test('a finding names the line', () => {
    expect(budgets.lineLengths([parseSource('server/src/a.ts', `\n\n${long}`)])).toEqual([
      { path: 'server/src/a.ts', line: 3, what: '112 columns, at most 100' },
    ]);
  });
});
