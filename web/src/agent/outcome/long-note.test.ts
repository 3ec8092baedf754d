import { expect, test } from 'vitest';
import { isLong } from './long-note.ts';

test.each([
  ['a sentence', 'Prefers evenings.', false],
  ['two lines', 'Prefers evenings.\nAsk for Maria.\n', false],
  ['three lines', 'One\nTwo\nThree', true],
  ['a whole story', 'word '.repeat(40), true],
])('%s', (_why, note, long) => {
  expect(isLong(note)).toBe(long);
});
