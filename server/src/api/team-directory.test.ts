import { expect, test } from 'vitest';
import { beginningOf } from './team-directory.ts';

test.each([
  ['212', '+1212'],
  ['+44 20', '+4420'],
  ['12', undefined],
  ['maria', undefined],
  ['1800 FLOWERS', undefined],
])('%s begins the number %s', (text, number) => {
  expect(beginningOf(text, 'US')).toBe(number);
});
