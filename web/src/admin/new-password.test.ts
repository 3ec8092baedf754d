import { expect, test } from 'vitest';
import { newPassword } from './new-password.ts';

test('a password is long enough, easy to read out and new each time', () => {
  const made = Array.from({ length: 50 }, () => newPassword());
  for (const password of made) expect(password).toMatch(/^([a-kmnp-zA-HJ-NP-Z2-9]{4}-?){4}$/);
  expect(new Set(made).size).toBe(made.length);
});

test('bytes that would favour some letters are drawn again', () => {
  const bytes = [255, 254, 0];
  expect(newPassword(() => bytes.shift() ?? 1)).toMatch(/^abbb-/);
});
