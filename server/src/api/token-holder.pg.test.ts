import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertApiToken } from '../store/api-tokens.ts';
import { openTestSite, type TestSite } from '../store/test-site.ts';
import { newApiToken, tokenHolder } from './token-holder.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  await at.addUser('ana');
});
afterAll(() => at.drop());

test('a token is known by its header alone, and by nothing like it', async () => {
  const { token, tokenHash } = newApiToken();
  const body = { id: 't-1', name: 'Reports', scopes: ['reports:read'], days: 1, tokenHash };
  expect((await insertApiToken(at.pool, at.site, 'ana', body)).ok).toBe(true);
  const holder = (authorization?: string) => {
    const headers = authorization === undefined ? {} : { authorization };
    return tokenHolder({ pool: at.pool, siteId: at.site }, { headers });
  };
  expect(await holder(`Bearer ${token}`)).toMatchObject({ userId: 'ana', tokenHash });
  for (const other of [undefined, token, `bearer ${token}`, `Bearer ${token}x`, 'Bearer x']) {
    expect(await holder(other)).toBeUndefined();
  }
  expect(await holder(`Bearer ${newApiToken().token}`)).toBeUndefined();
});
