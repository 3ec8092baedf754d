import { expect, test } from 'vitest';
import { hashOfToken, newToken } from './user-token.ts';

test('a token is 32 random bytes, its hash 32 others', () => {
  const token = newToken();
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  expect(newToken()).not.toBe(token);
  expect(hashOfToken(token)).toHaveLength(32);
  expect(hashOfToken(token)?.toString('base64url')).not.toBe(token);
});

test.each([
  undefined,
  '',
  'short',
  `${'x'.repeat(43)}=`,
  `${'x'.repeat(42)}'`,
  'x'.repeat(100_000),
])('what cannot be a token is not even hashed', (token) => {
  expect(hashOfToken(token)).toBeUndefined();
});
