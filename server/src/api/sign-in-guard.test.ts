import { expect, test } from 'vitest';
import { SignInGuard } from './sign-in-guard.ts';

function guarding() {
  const clock = { now: 0 };
  return { clock, guard: new SignInGuard(() => clock.now) };
}

test('ten failures from one address stop it for a minute, whatever the names', () => {
  const { clock, guard } = guarding();
  for (let n = 0; n < 9; n += 1) guard.failed(`name-${n}`, 'here');
  expect(guard.refuses('ann', 'here')).toBe(false);
  guard.failed('name-9', 'here');
  expect(guard.refuses('ann', 'here')).toBe(true);
  expect(guard.refuses('ann', 'elsewhere')).toBe(false);
  clock.now = 60_000;
  expect(guard.refuses('ann', 'here')).toBe(false);
});

test('twenty failures of one name stop it for a quarter of an hour, from anywhere', () => {
  const { clock, guard } = guarding();
  for (let n = 0; n < 20; n += 1) guard.failed('ann', `address-${n}`);
  expect(guard.refuses('ann', 'elsewhere')).toBe(true);
  expect(guard.refuses('ben', 'elsewhere')).toBe(false);
  clock.now = 15 * 60_000;
  expect(guard.refuses('ann', 'elsewhere')).toBe(false);
});

test('whoever gets in begins anew, but not the address', () => {
  const { guard } = guarding();
  for (let n = 0; n < 19; n += 1) guard.failed('ann', `address-${n}`);
  guard.succeeded('ann');
  guard.failed('ann', 'here');
  expect(guard.refuses('ann', 'here')).toBe(false);
  for (let n = 0; n < 9; n += 1) guard.failed('ben', 'here');
  guard.succeeded('ben');
  expect(guard.refuses('ben', 'here')).toBe(true);
});

test('of more than can be remembered the one that failed longest ago is forgotten', () => {
  const { guard } = guarding();
  for (let n = 0; n < 10; n += 1) guard.failed('ann', 'here');
  for (let n = 0; n < 20_000; n += 1) guard.failed('ben', `address-${n}`);
  expect(guard.refuses('zoe', 'here')).toBe(false);
});
