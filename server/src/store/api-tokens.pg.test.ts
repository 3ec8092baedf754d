import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apiTokensOf, deleteApiToken, holderOfToken, insertApiToken } from './api-tokens.ts';
import { openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  await at.addUser('ana');
  await at.addUser('ben');
});
afterAll(() => at.drop());

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

const add = (id: string) => {
  const body = { name: `Token ${id}`, scopes: ['reports:read'], days: 3 };
  return insertApiToken(at.pool, at.site, 'ana', { ...body, id, tokenHash: hashOf(id) });
};

test('a token acts for whoever made it, as long as both are good', async () => {
  const { pool, site } = at;
  expect(await add('one')).toMatchObject({ ok: true, value: { name: 'Token one', usedAt: null } });
  const holder = { userId: 'ana', role: 'agent', scopes: ['reports:read'] };
  expect(await holderOfToken(pool, site, hashOf('one'))).toMatchObject(holder);
  const [row] = await apiTokensOf(pool, site, 'ana');
  expect(row?.usedAt).not.toBeNull();
  expect(await holderOfToken(pool, site, hashOf('other'))).toBeUndefined();
  await pool.query(`update users set active = false where id = 'ana'`);
  expect(await holderOfToken(pool, site, hashOf('one'))).toBeUndefined();
  await pool.query(`update users set active = true where id = 'ana'`);
  await pool.query(`update api_tokens set expires_at = now()`);
  expect(await holderOfToken(pool, site, hashOf('one'))).toBeUndefined();
});

test('each has twenty at most, and nobody removes those of others', async () => {
  const { pool, site } = at;
  for (let n = 0; n < 20; n += 1) expect((await add(`n-${n}`)).ok).toBe(true);
  expect(await add('over')).toMatchObject({ ok: false, problem: { code: 'TOO_MANY' } });
  expect(await deleteApiToken(pool, site, 'ben', 'n-1')).toBeUndefined();
  expect(await deleteApiToken(pool, site, 'ana', 'n-1')).toBe('Token n-1');
  expect(await holderOfToken(pool, site, hashOf('n-1'))).toBeUndefined();
  expect(await apiTokensOf(pool, site, 'ana')).toHaveLength(19);
});
