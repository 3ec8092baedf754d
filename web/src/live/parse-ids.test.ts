import { expect, test } from 'vitest';
import { parseCommandId, parseGroupId } from './parse-ids.ts';

test('an id is the text that came', () => {
  expect([parseCommandId('c-1'), parseGroupId('g-1')]).toEqual(['c-1', 'g-1']);
});
