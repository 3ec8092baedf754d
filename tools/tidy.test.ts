import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHECKS, report, tidy } from './tidy.ts';

describe('report', () => {
  test('says so when there is nothing', () => {
    expect(report([])).toBe('tidy: nothing to report');
  });

  test('is one line per finding and a count', () => {
    const finding = { path: 'server/src/a.ts', line: 3, what: '112 columns, at most 100' };
    expect(report([finding])).toBe('server/src/a.ts:3 112 columns, at most 100\ntidy: 1 finding');
    expect(report([finding, finding]).split('\n').at(-1)).toBe('tidy: 2 findings');
  });
});

test('every check passes on no sources at all', () => {
  for (const check of Object.values(CHECKS)) expect(check([])).toEqual([]);
});

test('the repository keeps its own rules', { timeout: 120_000 }, () => {
  const findings = tidy(join(import.meta.dirname, '..'));
  // The report is the message: a list of objects would hide the place to go to.
  expect(report(findings)).toBe('tidy: nothing to report');
});
