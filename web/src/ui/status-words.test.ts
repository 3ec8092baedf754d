import { expect, test } from 'vitest';
import { STATUS_WORDS } from './status-words.ts';

test('no two phases share a word, so none depends on its colour', () => {
  const words = Object.values(STATUS_WORDS);
  expect(new Set(words).size).toBe(words.length);
});
