import { expect, test } from 'vitest';
import { refusedSentence } from './refused-sign-in.ts';

test.each([
  ['?refused=SSO_REFUSED', 'You are not let in here. Ask your administrator.'],
  ['?refused=Call+%2B12125550142+now', undefined],
  ['?refused=constructor', undefined],
  ['', undefined],
])('%s is told as %s', (search, sentence) => {
  expect(refusedSentence(search)).toBe(sentence);
});
