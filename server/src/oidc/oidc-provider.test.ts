import { afterAll, beforeAll, expect, test } from 'vitest';
import { OidcProvider } from './oidc-provider.ts';
import { TestOidc } from './test-oidc.ts';

let oidc: TestOidc;
beforeAll(async () => {
  oidc = await TestOidc.open();
});
afterAll(() => oidc?.close());

test('asks with PKCE, state and nonce, each time others', async () => {
  const provider = new OidcProvider(oidc.settings);
  const [one, other] = [await provider.begin(), await provider.begin()];
  const asked = Object.fromEntries(one.url.searchParams);
  expect(asked).toMatchObject({
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: 'http://localhost:7600/api/sign-in/oidc/callback',
    code_challenge_method: 'S256',
    state: one.ticket.state,
    nonce: one.ticket.nonce,
  });
  for (const key of ['state', 'nonce', 'verifier'] as const) {
    expect(one.ticket[key]).not.toBe(other.ticket[key]);
  }
});

test('says who came, with claims of the token and those that are asked for', async () => {
  await oidc.is({ sub: 's-1', preferred_username: 'ann', groups: ['floor'] });
  const provider = new OidcProvider(oidc.settings);
  const { url, ticket } = await provider.begin();
  const back = await oidc.visit(url.href);
  expect(await provider.finish(back.search.slice(1), { ...ticket, nonce: 'x' })).toBeUndefined();
  const again = await provider.begin();
  const { search } = await oidc.visit(again.url.href);
  expect(await provider.finish(search.slice(1), again.ticket)).toMatchObject({
    issuer: oidc.settings.issuer,
    subject: 's-1',
    claims: { preferred_username: 'ann', groups: ['floor'] },
  });
});

test('a wrong secret lets nobody in, and nobody at all is not the same', async () => {
  const misled = new OidcProvider({ ...oidc.settings, clientSecret: 'another' });
  const { url, ticket } = await misled.begin();
  const { search } = await oidc.visit(url.href);
  expect(await misled.finish(search.slice(1), ticket)).toBeUndefined();
  const gone = new OidcProvider({ ...oidc.settings, issuer: 'http://127.0.0.1:9' });
  await expect(gone.begin()).rejects.toThrow();
});
