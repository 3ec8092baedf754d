import { expect, test } from 'vitest';
import type { KeyedAction } from '../keys/key-table.ts';
import { nextField } from './next-field.ts';

const must = { dispositionMandatory: true };
const may = { dispositionMandatory: false };

test.each<[why: string, next: KeyedAction, ...Parameters<typeof nextField>]>([
  ['the code that Mark done asks for', 'set-disposition', {}, must],
  ['the result, when no code is asked', 'set-call-result', {}, may],
  ['the result after the code', 'set-call-result', { dispositionCode: 'sold' }, must],
  ['the note when all is said', 'note', { callResult: 'answer', dispositionCode: 'sold' }, must],
])('%s', (_why, next, draft, outcomes) => {
  expect(nextField(draft, outcomes)).toBe(next);
});
