import { expect, test } from 'vitest';
import { pastValidationWords } from './past-validation-words.ts';

test.each([
  ['Refused before the dial, Wrong number', 'refuse', 'wrong-number'],
  ['Not dialed: no answer came, No answer', 'time-out', 'no-answer'],
  ['Not dialed: no answer came, asked again later', 'error status', null],
] as const)('%s', (words, answer, callResult) => {
  expect(pastValidationWords({ answer, callResult })).toBe(words);
});
