import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { agentId } from '@outpace/engine/basics/ids.ts';
import type { Me } from '@outpace/protocol/sign-in.ts';
import { PROTOCOL_VERSION } from '@outpace/protocol/version.ts';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { setPeer } from './peer-address.ts';
import { cookieFor, PASSWORD, TestApp } from './test-app.ts';

let plain: TestApp;
let demo: TestApp;
let reachable: TestApp;
beforeAll(async () => {
  plain = await TestApp.open();
  demo = await TestApp.open({ demo: true });
  reachable = await TestApp.open({ demo: true, loopbackOnly: false });
});
afterEach(() => plain.reset());
afterAll(async () => {
  for (const app of [plain, demo, reachable]) await app.close();
});

const signIn = (name: string, password: string, from: string) =>
  plain.ask<Me>(undefined, '/api/sign-in', { body: { name, password }, from });

describe('with a password', () => {
  test('the cookie is for this browser and this site alone', async () => {
    const answer = await plain.app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { name: 'agent.one', password: PASSWORD },
    });
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
    const me = await plain.ask(undefined, '/api/me', { cookie: `outpace=${cookie?.value}` });
    expect(me.body).toMatchObject({ userId: 'agent' });
    const stored = await plain.pool.query('select token_hash from user_sessions');
    expect(JSON.stringify(stored.rows)).not.toContain(cookie?.value);
  });

  test('behind TLS the cookie is secure', async () => {
    const answer = await plain.app.inject({
      method: 'POST',
      url: '/api/sign-in',
      payload: { name: 'agent.one', password: PASSWORD },
      headers: { 'x-forwarded-proto': 'https' },
    });
    expect(answer.cookies[0]).toMatchObject({ secure: true });
  });

  test('a wrong password, an unknown name and a deactivated user look alike', async () => {
    await plain.addUser('gone', 'agent');
    await plain.pool.query(`update users set active = false where id = 'gone'`);
    const answers = [
      await signIn('agent.one', 'wrong password', '192.0.2.1'),
      await signIn('nobody', PASSWORD, '192.0.2.1'),
      await signIn('gone.one', PASSWORD, '192.0.2.1'),
    ];
    const refused = { code: 'SIGN_IN_FAILED', message: 'The name or the password is wrong.' };
    expect(answers.map(({ status, body }) => [status, body])).toEqual(
      [0, 1, 2].map(() => [401, refused]),
    );
  });

  test('behind another node each address has tries of its own', async () => {
    const door = createServer((request, response) => {
      setPeer(request, `${request.headers['x-asks-from']}`);
      plain.app.server.emit('request', request, response);
    });
    door.listen(0, '127.0.0.1');
    await once(door, 'listening');
    onTestFinished(() => void door.close());
    const { port } = door.address() as AddressInfo;
    const codeFrom = async (address: string, name: string): Promise<unknown> => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-asks-from': address },
        body: JSON.stringify({ name, password: 'wrong password' }),
      });
      return ((await answer.json()) as { code: unknown }).code;
    };
    const codes = [];
    for (let n = 0; n < 11; n += 1) codes.push(await codeFrom('192.0.2.20', `nobody-${n}`));
    expect(codes).toEqual([...Array(10).fill('SIGN_IN_FAILED'), 'TOO_MANY_TRIES']);
    expect(await codeFrom('192.0.2.21', 'nobody-11')).toBe('SIGN_IN_FAILED');
  });

  test('after ten failures within a minute one address is refused, and no other', async () => {
    const codes = [];
    // A whole shift may sign in from there.
    for (let n = 0; n < 11; n += 1) {
      expect((await signIn('agent.one', PASSWORD, '192.0.2.2')).status).toBe(200);
    }
    for (let tries = 0; tries < 11; tries += 1) {
      codes.push((await signIn('agent.one', 'wrong password', '192.0.2.2')).code);
    }
    expect(codes.slice(0, 10)).toEqual(Array(10).fill('SIGN_IN_FAILED'));
    expect(codes[10]).toBe('TOO_MANY_TRIES');
    expect((await signIn('agent.one', PASSWORD, '192.0.2.3')).status).toBe(200);
  });

  test('signing out ends the session and its sockets', async () => {
    const cookie = await plain.addUser('leaver', 'agent');
    const socket = await plain.socket(undefined, '/api/agent-socket', { cookie });
    await socket.opened();
    const out = await plain.ask(undefined, '/api/sign-out', { method: 'POST', cookie });
    expect(out.status).toBe(204);
    expect(await socket.closed).toBe(4003);
    expect((await plain.ask(undefined, '/api/me', { cookie })).code).toBe('NOT_SIGNED_IN');
  });

  test('whose line is held for a contact does not sign out', async () => {
    const cookie = await plain.addUser('held', 'agent');
    const socket = await plain.socket(undefined, '/api/agent-socket', { cookie });
    (await socket.opened()).send({ type: 'hello', protocol: PROTOCOL_VERSION, pageId: 'p' });
    await socket.next('view');
    plain.dialer.engage(agentId('held'));
    const out = await plain.ask(undefined, '/api/sign-out', { method: 'POST', cookie });
    expect([out.status, out.code]).toEqual([409, 'ENGAGED']);
    expect((await plain.ask(undefined, '/api/me', { cookie })).status).toBe(200);
  });

  test('an expired session is no session', async () => {
    const cookie = await plain.addUser('sleeper', 'agent');
    await plain.pool.query(`update user_sessions set expires_at = now() where user_id = 'sleeper'`);
    expect((await plain.ask(undefined, '/api/me', { cookie })).code).toBe('NOT_SIGNED_IN');
  });
});

describe('a new password', () => {
  const change = (cookie: string, old: string, next: string) =>
    plain.ask(undefined, '/api/me/password', { method: 'PUT', body: { old, new: next }, cookie });

  test('needs the old one, counts from now on, and signs out the other browsers', async () => {
    const here = await plain.addUser('careful', 'supervisor');
    const there = await cookieFor(plain.pool, plain.site, 'careful');
    const next = 'another long password';
    expect((await change(here, 'guess', next)).code).toBe('SIGN_IN_FAILED');
    expect((await change(here, PASSWORD, next)).status).toBe(204);
    expect((await plain.ask(undefined, '/api/me', { cookie: there })).status).toBe(401);
    expect((await plain.ask(undefined, '/api/me', { cookie: here })).status).toBe(200);
    expect((await signIn('careful.one', next, '192.0.2.4')).status).toBe(200);
  });

  test('is at least ten characters', async () => {
    const { cookies } = plain;
    expect((await change(cookies.agent, PASSWORD, 'nine char')).code).toBe('BAD_REQUEST');
  });
});

describe('the door of the demo', () => {
  const enter = (app: TestApp, as: string, headers: Record<string, string> = {}, from?: string) =>
    app.ask<Me>(undefined, '/api/demo-sign-in', {
      body: { as },
      headers,
      ...(from === undefined ? {} : { from }),
    });

  test.each<[why: string, app: () => TestApp, headers: Record<string, string>, from?: string]>([
    ['a site that is no demo', () => plain, {}],
    ['a server that others can reach', () => reachable, {}],
    ['another machine', () => demo, {}, '192.0.2.9'],
    ['a stranger behind a proxy', () => demo, { 'x-forwarded-for': '192.0.2.9' }],
    ['a foreign name that points here', () => demo, { host: 'evil.example' }],
  ])('is not there for %s', async (_why, app, headers, from) => {
    const answer = await enter(app(), 'agent', headers, from);
    expect([answer.status, answer.code]).toEqual([404, 'NOT_FOUND']);
    const asked = { headers, ...(from === undefined ? {} : { from }) };
    const offer = await app().ask(undefined, '/api/sign-in', asked);
    expect(offer.body).toEqual({ siteName: 'Test', demo: false, singleSignOn: null });
  });

  test('lets in as each role', async () => {
    expect((await demo.ask(undefined, '/api/sign-in')).body).toMatchObject({ demo: true });
    for (const role of ['supervisor', 'administrator'] as const) {
      expect((await enter(demo, role)).body).toMatchObject({ role, demo: true });
    }
  });

  test('makes two browsers two agents, and comes round when all are taken', async () => {
    await demo.addUser('agent2', 'agent');
    const names = [];
    for (let browser = 0; browser < 3; browser += 1) {
      names.push((await enter(demo, 'agent')).body.name);
    }
    expect(names).toEqual(['agent.one', 'agent2.one', 'agent.one']);
  });
});
