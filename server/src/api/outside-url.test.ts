import { expect, test } from 'vitest';
import { urlRefusal } from './outside-url.ts';

test.each([
  ['https://validation.example/ask', undefined],
  ['http://crm.internal/ask', undefined],
  ['http://127.0.0.1/ask', 'not-outside'],
  ['ftp://validation.example/ask', 'not-http'],
  ['ask', 'not-a-url'],
])('%s: %s', (url, problem) => {
  expect(urlRefusal(url, { hosts: [] })?.detail).toBe(problem);
});

test('an address inside may be asked where the operator names it', () => {
  expect(urlRefusal('http://127.0.0.1:8080/ask', { hosts: ['127.0.0.1:8080'] })).toBe(undefined);
});
