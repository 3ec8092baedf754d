import { CALL_RESULTS } from '@outpace/protocol/tables.ts';
import { expect, test } from 'vitest';
import { callResultWord } from './call-result-words.ts';

test('call results read as words', () => {
  expect(callResultWord('no-answer')).toBe('No answer');
  expect(callResultWord('sit-invalid-number')).toBe('SIT invalid number');
  expect(callResultWord('nu-tone')).toBe('NU tone');
  expect(callResultWord('ok')).toBe('OK');
});

test('no two of the 54 results read alike', () => {
  expect(new Set(CALL_RESULTS.map(callResultWord)).size).toBe(CALL_RESULTS.length);
});
