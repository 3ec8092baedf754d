import { expect, test } from 'vitest';
import { allCheckers } from './all-checkers.ts';

test('no two laws have one name', () => {
  const names = allCheckers([]).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThanOrEqual(18);
});
