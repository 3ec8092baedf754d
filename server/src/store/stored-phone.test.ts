import { expect, test } from 'vitest';
import { storedPhone } from './stored-phone.ts';

test('a stored number is a number, and what is none is a bug that is named', () => {
  expect(storedPhone('+12025550100', 'a number')).toBe('+12025550100');
  expect(() => storedPhone('555', 'the number of record 7')).toThrow('the number of record 7');
});
