import { FIELD_TYPES } from '@outpace/protocol/tables.ts';
import { expect, test } from 'vitest';
import { FIELD_TYPE_WORDS } from './field-type-words.ts';

test('every type of field has a word of its own', () => {
  expect(new Set(FIELD_TYPES.map((type) => FIELD_TYPE_WORDS[type])).size).toBe(FIELD_TYPES.length);
});
