import { expect, test } from 'vitest';
import { countLine, countRun, type FileResult } from './count-reporter.ts';

const file = (...tests: FileResult['tests']): FileResult => ({
  hasFailed: tests.includes('failed'),
  tests,
});
const broken = (...tests: FileResult['tests']): FileResult => ({ hasFailed: true, tests });

test.each<[why: string, files: readonly FileResult[], unhandled: number, line: string]>([
  ['nothing ran', [], 0, '0 passed, 0 failed'],
  ['all is well', [file('passed'), file('passed')], 0, '2 passed, 0 failed'],
  ['a failure is counted', [file('passed', 'failed')], 0, '1 passed, 1 failed'],
  [
    'a skipped test is no passed one',
    [file('passed', 'skipped')],
    0,
    '1 passed, 0 failed, 1 skipped',
  ],
  [
    'nor is one that was never reached',
    [file('passed', 'pending')],
    0,
    '1 passed, 0 failed, 1 skipped',
  ],
  ['a file that did not load is a failure', [file('passed'), broken()], 0, '1 passed, 1 failed'],
  [
    'so is one whose set-up broke',
    [broken('skipped', 'skipped')],
    0,
    '0 passed, 1 failed, 2 skipped',
  ],
  ['an error outside of any test is one too', [file('passed')], 1, '1 passed, 1 failed'],
])('%s', (_why, files, unhandled, line) => {
  expect(countLine(countRun(files, unhandled))).toBe(line);
});
