import type { ResponseCategoryRow } from '@outpace/protocol/responses.ts';
import { expect, test } from 'vitest';
import { categoryChoices, newText, textLine, withCode } from './response-categories.ts';

test('the tree is one list to choose from', () => {
  const row = (id: string, name: string, path: string[]): ResponseCategoryRow => ({
    ...{ id, name, path, parentId: null, version: 1, responses: [] },
  });
  const library = [row('s', 'Scripts', []), row('r', 'Renewals', ['Scripts'])];
  expect(categoryChoices(library)).toEqual([
    { value: 's', label: 'Scripts' },
    { value: 'r', label: 'Scripts › Renewals' },
  ]);
  expect(categoryChoices(library, 's').map(({ value }) => value)).toEqual(['r']);
});

test.each([
  ['where the cursor is', 'Hello !', 6, 6, 'Hello {contact.name}!'],
  ['in the place of what is selected', 'Hello NAME!', 6, 10, 'Hello {contact.name}!'],
  ['into nothing', '', 0, 0, '{contact.name}'],
])('a code is put in %s', (_why, text, from, until, written) => {
  expect(withCode(text, 'contact.name', { from, until })).toBe(written);
});

test.each([
  [{}, 'No words yet'],
  [{ text: ' Hello ' }, 'Hello'],
  [{ text: 'Hello', validFrom: '2026-01-01' }, 'Valid from 2026-01-01 · Hello'],
  [
    { text: 'Hello', validFrom: '2026-01-01', validUntil: '2026-02-01' },
    'Valid from 2026-01-01 until 2026-02-01 · Hello',
  ],
])('%j is told in one line', (of, line) => {
  expect(textLine({ ...newText(), ...of })).toBe(line);
});
