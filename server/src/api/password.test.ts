import { expect, test } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

test('a hash is Argon2id at the cost we chose, and different each time', async () => {
  const [one, two] = await Promise.all([hashPassword('secret'), hashPassword('secret')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
});

test.each([
  ['the password', 'secret', true],
  ['another', 'Secret', false],
  ['nothing', '', false],
])('%s', async (_why, password, right) => {
  expect(await isPassword(password, await hashPassword('secret'))).toBe(right);
});

test('an unknown name has no password, not even that of nobody', async () => {
  expect(await isPassword('a name that nobody has', undefined)).toBe(false);
});
