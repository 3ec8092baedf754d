import { expect, test } from 'vitest';
import { matches } from './palette-match.ts';

test.each<[label: string, typed: string, found: boolean]>([
  ['Mark done', '', true],
  ['Mark done', 'do', true],
  ['Mark done', 'done mark', true],
  ['Mark done', 'ark', false],
  ['Not Ready (Lunch)', 'lun', true],
  ['End call', 'end   call', true],
])('%s, typed "%s": %s', (label, typed, found) => {
  expect(matches(label, typed)).toBe(found);
});
