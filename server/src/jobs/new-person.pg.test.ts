import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPassword } from '../api/password.ts';
import { openTestSite, type TestSite } from '../store/test-site.ts';
import { credentialsOf } from '../store/users.ts';
import { addPerson } from './new-person.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

test('a person can sign in with what is said once', async () => {
  const ana = await addPerson(at.pool, at.site, 'Ana Reyes', 'supervisor');
  expect(ana).toMatchObject({ name: 'ana.reyes', role: 'supervisor' });
  expect(ana.password).toMatch(/^[A-Za-z0-9_-]{16}$/);
  const known = await credentialsOf(at.pool, at.site, 'ana.reyes');
  expect(known).toMatchObject({ userId: ana.userId, role: 'supervisor' });
  expect(await isPassword(ana.password, known?.passwordHash)).toBe(true);
});
