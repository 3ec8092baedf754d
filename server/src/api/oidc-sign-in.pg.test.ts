import type { Me } from '@outpace/protocol/sign-in.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OidcProvider } from '../oidc/oidc-provider.ts';
import type { OidcSettings } from '../oidc/oidc-settings.ts';
import { TestOidc } from '../oidc/test-oidc.ts';
import { PASSWORD, TestApp } from './test-app.ts';

const roles = { claim: 'groups', agent: ['floor'], supervisor: ['leads'] };

let oidc: TestOidc;
let kept: TestApp;
let mapped: TestApp;
let creating: TestApp;
beforeAll(async () => {
  oidc = await TestOidc.open();
  const openWith = (more: Partial<OidcSettings>): Promise<TestApp> =>
    TestApp.open({ oidc: new OidcProvider({ ...oidc.settings, ...more }) });
  kept = await openWith({ label: 'Company account' });
  mapped = await openWith({ roles });
  creating = await openWith({ roles, newUsers: 'create' });
});
beforeEach(() => oidc.is({ sub: 's-agent', preferred_username: 'agent.one', groups: ['floor'] }));
afterAll(async () => {
  for (const app of [kept, mapped, creating]) await app?.close();
  await oidc?.close();
});

type Came = { readonly to: string; readonly me: Me | undefined; readonly cookie: string };

const cookiesOf = (answer: { readonly cookies: readonly { name: string; value: string }[] }) =>
  answer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

/** Out and back again, as a browser does it; `change` is what happens to the way back. */
async function come(app: TestApp, change: (back: URL) => void = () => undefined): Promise<Came> {
  const away = await app.app.inject({ url: '/api/sign-in/oidc', headers: { host: 'localhost' } });
  const back = await oidc.visit(String(away.headers.location));
  change(back);
  return arrive(app, back, cookiesOf(away));
}

async function arrive(app: TestApp, back: URL, ticket: string): Promise<Came> {
  const url = `${back.pathname}${back.search}`;
  const came = await app.app.inject({ url, headers: { host: 'localhost', cookie: ticket } });
  expect(came.statusCode).toBe(302);
  const session = came.cookies.find(({ name }) => name === 'outpace');
  const cookie = `outpace=${session?.value}`;
  const { status, body } = await app.ask<Me>(undefined, '/api/me', { cookie });
  return { to: String(came.headers.location), me: status === 200 ? body : undefined, cookie };
}

const refusedAt = (code: string): string => `/sign-in?refused=${code}`;

test('the sign-in page offers it by its label, and nothing where there is none', async () => {
  const offer = async (app: TestApp): Promise<unknown> =>
    (await app.ask<{ readonly singleSignOn: unknown }>(undefined, '/api/sign-in')).body
      .singleSignOn;
  expect(await offer(kept)).toBe('Company account');
  expect(await offer(mapped)).toBe('Single sign-on');
  const plain = await TestApp.open();
  expect(await offer(plain)).toBeNull();
  expect((await plain.ask(undefined, '/api/sign-in/oidc')).status).toBe(404);
  await plain.close();
});

describe('whoever has an account of that name', () => {
  test('comes in with its role, and with a cookie of their own', async () => {
    const { to, me } = await come(kept);
    expect(to).toBe('/');
    expect(me).toMatchObject({ userId: 'agent', role: 'agent' });
    const trail = await kept.pool.query(`select subject from audit where what = 'user-linked'`);
    expect(trail.rows).toEqual([{ subject: 'agent' }]);
  });

  test('keeps it when they are called something else, and nobody else gets it', async () => {
    await come(kept);
    await oidc.is({ sub: 's-agent', preferred_username: 'married' });
    expect((await come(kept)).me).toMatchObject({ userId: 'agent' });
    await oidc.is({ sub: 's-thief', preferred_username: 'agent.one' });
    expect(await come(kept)).toMatchObject({ to: refusedAt('SSO_REFUSED'), me: undefined });
  });

  test('and is deactivated stays outside', async () => {
    await come(kept);
    await kept.pool.query(`update users set active = false where id = 'agent'`);
    expect(await come(kept)).toMatchObject({ to: refusedAt('SSO_REFUSED'), me: undefined });
    await kept.pool.query(`update users set active = true where id = 'agent'`);
  });

  test('goes on signing in with a password, too', async () => {
    const body = { name: 'agent.one', password: PASSWORD };
    expect((await kept.ask(undefined, '/api/sign-in', { body })).status).toBe(200);
  });
});

describe('roles', () => {
  test('are those of the claims, now and at each sign-in; what is open then ends', async () => {
    const first = await come(mapped);
    expect(first.me).toMatchObject({ userId: 'agent', role: 'agent' });
    const { cookie } = first;
    const page = await (await mapped.socket(undefined, '/api/agent-socket', { cookie })).opened();
    await oidc.is({ sub: 's-agent', preferred_username: 'agent.one', groups: ['leads', 'floor'] });
    expect((await come(mapped)).me).toMatchObject({ userId: 'agent', role: 'supervisor' });
    expect(await page.closed).toBe(4003);
    const trail = await mapped.pool.query(
      `select detail from audit where what = 'user-changed' and by = 'single sign-on'`,
    );
    expect(trail.rows).toEqual([{ detail: { from: 'agent', to: 'supervisor' } }]);
  });

  test('of nobody let nobody in', async () => {
    await oidc.is({ sub: 's-agent', preferred_username: 'agent.one', groups: ['others'] });
    expect((await come(mapped)).to).toBe(refusedAt('SSO_REFUSED'));
  });
});

describe('whoever has no account', () => {
  const zoe = { sub: 's-zoe', preferred_username: 'zoe', name: 'Zoë Doe', groups: ['floor'] };

  test('is refused, and gets none', async () => {
    await oidc.is(zoe);
    expect((await come(mapped)).to).toBe(refusedAt('SSO_REFUSED'));
    const { rowCount } = await mapped.pool.query(`select from users where name = 'zoe'`);
    expect(rowCount).toBe(0);
  });

  test('gets one where that is wanted, once', async () => {
    await oidc.is(zoe);
    const { me } = await come(creating);
    expect(me).toMatchObject({ name: 'zoe', displayName: 'Zoë Doe', role: 'agent' });
    expect((await come(creating)).me?.userId).toBe(me?.userId);
    const trail = await creating.pool.query(`select subject from audit where what = 'user-added'`);
    expect(trail.rows).toEqual([{ subject: me?.userId }]);
  });
});

describe('what came back', () => {
  test.each<[why: string, change: (back: URL) => void]>([
    ['with another state', (back) => back.searchParams.set('state', 'x')],
    ['with another code', (back) => back.searchParams.set('code', 'x')],
    ['from another provider', (back) => back.searchParams.set('iss', 'https://evil.example')],
    ['with nothing', (back) => (back.search = '')],
    ['as an error', (back) => (back.search = '?error=access_denied&state=x')],
  ])('%s lets nobody in', async (_why, change) => {
    expect(await come(kept, change)).toMatchObject({ to: refusedAt('SSO_FAILED'), me: undefined });
  });

  test('lets nobody in by another browser, nor a second time', async () => {
    const away = await kept.app.inject('/api/sign-in/oidc');
    const back = await oidc.visit(String(away.headers.location));
    const other = cookiesOf(await kept.app.inject('/api/sign-in/oidc'));
    expect((await arrive(kept, back, other)).me).toBeUndefined();
    expect((await arrive(kept, back, '')).me).toBeUndefined();
    expect((await arrive(kept, back, 'outpace-oidc=e30')).me).toBeUndefined();
    expect((await arrive(kept, back, cookiesOf(away))).me).toMatchObject({ userId: 'agent' });
    expect((await arrive(kept, back, cookiesOf(away))).me).toBeUndefined();
  });
});

test('a provider that does not answer is told to whoever wants to sign in', async () => {
  const gone = { ...oidc.settings, issuer: 'http://127.0.0.1:9' };
  const app = await TestApp.open({ oidc: new OidcProvider(gone) });
  const away = await app.app.inject('/api/sign-in/oidc');
  expect(away.headers.location).toBe(refusedAt('SSO_UNAVAILABLE'));
  await app.close();
});
