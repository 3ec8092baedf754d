import type { Me } from '@outpace/protocol/sign-in.ts';
import { afterEach, describe, expect, test } from 'vitest';
import { cookieFor, PASSWORD, TestApp, type TestAppOptions } from './test-app.ts';

let app: TestApp;
const open = async (options: TestAppOptions = {}): Promise<void> => {
  app = await TestApp.open(options);
};
afterEach(() => app.close());

const inject = (url: string, payload: object, headers: Record<string, string> = {}) =>
  app.app.inject({ method: 'POST', url, payload, headers: { host: 'localhost', ...headers } });

describe('with a password', () => {
  test('the cookie is for this browser and this site alone', async () => {
    await open();
    const answer = await inject('/api/sign-in', { name: 'agent.one', password: PASSWORD });
    expect(answer.json()).toEqual({
      userId: 'agent',
      name: 'agent.one',
      displayName: 'One agent',
      role: 'agent',
      siteName: 'Test',
      demo: false,
    });
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ name: 'outpace', httpOnly: true, sameSite: 'Strict' });
    expect(cookie?.secure).toBeUndefined();
    const me = await app.ask(undefined, '/api/me', { cookie: `outpace=${cookie?.value}` });
    expect(me.body).toMatchObject({ userId: 'agent' });
    const stored = await app.pool.query('select token_hash from user_sessions');
    expect(JSON.stringify(stored.rows)).not.toContain(cookie?.value);
  });

  test('behind TLS the cookie is secure', async () => {
    await open();
    const body = { name: 'agent.one', password: PASSWORD };
    const answer = await inject('/api/sign-in', body, { 'x-forwarded-proto': 'https' });
    expect(answer.cookies[0]).toMatchObject({ secure: true });
  });

  test('a wrong password, an unknown name and a deactivated user look alike', async () => {
    await open();
    await app.pool.query(`update users set active = false where id = 'supervisor'`);
    const bodies = [];
    for (const [name, password] of [
      ['agent.one', 'wrong password'],
      ['nobody', PASSWORD],
      ['supervisor.one', PASSWORD],
    ]) {
      const answer = await app.ask(undefined, '/api/sign-in', { body: { name, password } });
      bodies.push([answer.status, answer.body]);
    }
    const refused = { code: 'SIGN_IN_FAILED', message: 'The name or the password is wrong.' };
    expect(bodies).toEqual([0, 1, 2].map(() => [401, refused]));
  });

  test('the eleventh try within a minute is refused', async () => {
    await open();
    const body = { name: 'agent.one', password: 'wrong password' };
    const codes = [];
    for (let tries = 0; tries < 11; tries += 1) {
      codes.push((await app.ask(undefined, '/api/sign-in', { body })).code);
    }
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('SIGN_IN_FAILED'));
    expect(codes[10]).toBe('TOO_MANY_TRIES');
  });

  test('signing out ends the session and its sockets', async () => {
    await open();
    const socket = await (await app.socket('agent', '/api/agent-socket')).opened();
    const out = await app.ask('agent', '/api/sign-out', { method: 'POST' });
    expect(out.status).toBe(204);
    expect(await socket.closed).toBe(4003);
    expect((await app.ask('agent', '/api/me')).code).toBe('NOT_SIGNED_IN');
  });

  test('an expired session is no session', async () => {
    await open();
    await app.pool.query('update user_sessions set expires_at = now()');
    expect((await app.ask('agent', '/api/me')).code).toBe('NOT_SIGNED_IN');
  });
});

describe('a new password', () => {
  const url = '/api/me/password';

  test('needs the old one, counts from now on, and signs out the other browsers', async () => {
    await open();
    const other = await cookieFor(app.pool, app.site, 'agent');
    const next = 'another long password';
    const wrong = { method: 'PUT', body: { old: 'guess', new: next } } as const;
    expect((await app.ask('agent', url, wrong)).code).toBe('SIGN_IN_FAILED');
    const right = { method: 'PUT', body: { old: PASSWORD, new: next } } as const;
    expect((await app.ask('agent', url, right)).status).toBe(204);
    expect((await app.ask(undefined, '/api/me', { cookie: other })).status).toBe(401);
    expect((await app.ask('agent', '/api/me')).status).toBe(200);
    const body = { name: 'agent.one', password: next };
    expect((await app.ask(undefined, '/api/sign-in', { body })).status).toBe(200);
  });

  test('is at least ten characters', async () => {
    await open();
    const short = { method: 'PUT', body: { old: PASSWORD, new: 'nine char' } } as const;
    expect((await app.ask('agent', url, short)).code).toBe('BAD_REQUEST');
  });
});

describe('the door of the demo', () => {
  const enter = (as: string, headers: Record<string, string> = {}) =>
    inject('/api/demo-sign-in', { as }, headers);

  test.each<[why: string, options: TestAppOptions, headers: Record<string, string>]>([
    ['a site that is no demo', { demo: false }, {}],
    ['a server that others can reach', { demo: true, loopbackOnly: false }, {}],
    ['a stranger behind a proxy', { demo: true }, { 'x-forwarded-for': '203.0.113.9' }],
    ['a foreign name that points here', { demo: true }, { host: 'evil.example' }],
  ])('is not there for %s', async (_why, options, headers) => {
    await open(options);
    const answer = await enter('agent', headers);
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'NOT_FOUND']);
    const offer = await app.ask(undefined, '/api/sign-in', { headers });
    expect(offer.body).toEqual({ siteName: 'Test', demo: false });
  });

  test('lets in as each role', async () => {
    await open({ demo: true });
    expect((await app.ask(undefined, '/api/sign-in')).body).toMatchObject({ demo: true });
    for (const role of ['agent', 'supervisor', 'administrator'] as const) {
      expect((await enter(role)).json<Me>()).toMatchObject({ role, demo: true });
    }
  });

  test('makes two browsers two agents, and comes round when all are taken', async () => {
    await open({ demo: true });
    await app.pool.query(
      `insert into users (site, id, name, display_name, role, password_hash)
       select site, 'agent2', 'agent.two', 'Two agent', role, '' from users where id = 'agent'`,
    );
    const names = [];
    for (let browser = 0; browser < 3; browser += 1) {
      names.push((await enter('agent')).json<Me>().name);
    }
    expect(names).toEqual(['agent.one', 'agent.two', 'agent.one']);
  });
});
