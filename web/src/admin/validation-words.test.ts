import type { ValidationTry } from '@outpace/protocol/validation.ts';
import { expect, test } from 'vitest';
import {
  NEW_VALIDATION,
  REFUSED_AS_CHOICES,
  triedWords,
  unansweredOf,
} from './validation-words.ts';

const tried = (overrides: Partial<ValidationTry>): ValidationTry => ({
  said: 'dial',
  why: null,
  afterMs: 12,
  ruling: 'dial',
  result: null,
  ...overrides,
});

test.each<[words: string, tried: Partial<ValidationTry>]>([
  ['Allowed after 12 ms. The record would be dialed.', {}],
  [
    'Refused after 12 ms. Nobody would be dialed, and the record treated as Wrong number.',
    { said: 'refuse', ruling: 'refuse', result: 'wrong-number' },
  ],
  [
    'No answer in time: given up after 12 ms. Nobody would be dialed, and the record would wait.',
    { said: 'time-out', ruling: 'later' },
  ],
  [
    'No answer: its status is neither 200 nor 409, after 12 ms. The record would be dialed.',
    { said: 'error', why: 'status' },
  ],
  [
    'Not asked after 12 ms. Nobody would be dialed, and the campaign would wait.',
    { said: 'circuit-open', ruling: 'wait' },
  ],
])('%s', (words, overrides) => {
  const { said, next } = triedWords(tried(overrides));
  expect(`${said} ${next}`).toBe(words);
});

test('another action begins with what it needs, the same one keeps it', () => {
  const later = { action: 'later', waitMs: 60_000 } as const;
  expect(unansweredOf('later', later)).toBe(later);
  expect(unansweredOf('dial', later)).toEqual({ action: 'dial' });
  expect(unansweredOf('refuse', later)).toEqual({ action: 'refuse', result: 'no-answer' });
  expect(unansweredOf('later', { action: 'dial' })).toEqual(NEW_VALIDATION.onError);
});

test('only what can be a refusal can be chosen', () => {
  const choices = REFUSED_AS_CHOICES.map(({ value }) => value);
  expect(choices).toContain('wrong-number');
  expect(choices).not.toContain('answer');
});
