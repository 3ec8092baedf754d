import { expect, test } from 'vitest';
import { storable, storableJson } from './storable.ts';

test.each<[why: string, text: string, kept: string]>([
  ['ordinary text stays', 'Grüße 👋', 'Grüße 👋'],
  ['NUL goes', 'a\u0000b', 'ab'],
  ['half a character is replaced', 'a\ud83db', 'a\ufffdb'],
])('%s', (_why, text, kept) => {
  expect(storable(text)).toBe(kept);
  expect(storableJson({ deep: [text] })).toBe(JSON.stringify({ deep: [kept] }));
});
