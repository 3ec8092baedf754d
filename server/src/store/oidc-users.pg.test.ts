import { afterAll, beforeAll, expect, test } from 'vitest';
import { linkToOidc, setRole, userOfOidc } from './oidc-users.ts';
import { openTestSite, type TestSite } from './test-site.ts';
import { insertUser } from './users.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  const user = { id: 'u-1', name: 'ann', displayName: 'Ann', active: true, passwordHash: '' };
  await insertUser(at.pool, at.site, { ...user, role: 'agent' });
});
afterAll(() => at.drop());

const ann = { issuer: 'https://login.example', subject: 's-1' };
const other = { issuer: 'https://login.example', subject: 's-2' };

test('an account is linked once, by its name, and found by who they are from then on', async () => {
  const account = { userId: 'u-1', role: 'agent', active: true };
  expect(await userOfOidc(at.pool, at.site, ann)).toBeUndefined();
  expect(await linkToOidc(at.pool, at.site, 'nobody', ann)).toBeUndefined();
  expect(await linkToOidc(at.pool, at.site, 'ann', ann)).toEqual(account);
  expect(await userOfOidc(at.pool, at.site, ann)).toEqual(account);
  expect(await linkToOidc(at.pool, at.site, 'ann', other)).toBeUndefined();
  expect(await userOfOidc(at.pool, at.site, other)).toBeUndefined();
});

test('a role is changed with the version of the account', async () => {
  await setRole(at.pool, at.site, 'u-1', 'supervisor');
  const { rows } = await at.pool.query(`select role, version from users where id = 'u-1'`);
  expect(rows).toEqual([{ role: 'supervisor', version: 2 }]);
});
