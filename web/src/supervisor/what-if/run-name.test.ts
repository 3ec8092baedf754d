import { expect, test } from 'vitest';
import { runName } from './run-name.ts';

test('answers are named by letter', () => {
  expect([0, 1, 3].map(runName)).toEqual(['A', 'B', 'D']);
});
