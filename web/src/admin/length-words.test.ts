import { expect, test } from 'vitest';
import { lengthWords } from './length-words.ts';

test.each([
  [0, 'no time'],
  [1_000, '1 second'],
  [90_000, '90 seconds'],
  [300_000, '5 minutes'],
  [5_400_000, '90 minutes'],
  [7_200_000, '2 hours'],
  [86_400_000, '1 day'],
  [1_500, '1,500 milliseconds'],
])('%i ms is %s', (ms, words) => {
  expect(lengthWords(ms)).toBe(words);
});
