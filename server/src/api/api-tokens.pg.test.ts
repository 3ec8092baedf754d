import type { ApiTokenMade, ApiTokenRow } from '@outpace/protocol/api-tokens.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

let made = 0;

async function make(as: Role, scopes: readonly string[]): Promise<ApiTokenMade> {
  made += 1;
  const body = { name: `Token ${made}`, scopes, days: 30 };
  const answer = await app.ask<ApiTokenMade>(as, '/api/me/tokens', { body });
  expect(answer.status).toBe(200);
  return answer.body;
}

type Asked = { readonly status: number; readonly code: unknown };

const askWith = (
  token: string,
  url: string,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' = 'GET',
  body?: object,
): Promise<Asked> => {
  const sent = body === undefined ? {} : { body };
  const headers = { authorization: `Bearer ${token}` };
  return app.ask(undefined, url, { method, headers, ...sent });
};

const list = {
  name: 'Made by a program',
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 28_800,
  dailyTill: 64_800,
  fields: [],
};

test('whatever scopes can name is told, and taken', async () => {
  const { body } = await app.ask<string[]>('administrator', '/api/me/token-scopes');
  expect(body).toEqual(expect.arrayContaining(['all', 'calling-lists', 'users']));
  expect(body).not.toContain('sign-in');
  const scopes = body.map((group) => `${group}:read`);
  expect((await make('administrator', scopes)).scopes).toEqual(scopes);
});

test('a token reads or writes what its scopes name, with the role of its maker', async () => {
  const reading = (await make('administrator', ['calling-lists:read'])).token;
  expect((await askWith(reading, '/api/calling-lists')).status).toBe(200);
  expect(await askWith(reading, '/api/calling-lists', 'POST', list)).toMatchObject({
    status: 403,
    code: 'SCOPE_MISSING',
  });
  expect((await askWith(reading, '/api/campaigns')).code).toBe('SCOPE_MISSING');
  const writing = (await make('administrator', ['calling-lists:write'])).token;
  expect((await askWith(writing, '/api/calling-lists', 'POST', list)).status).toBe(200);
  const trail = await app.pool.query(`select by from audit where what = 'calling-list-added'`);
  expect(trail.rows).toEqual([{ by: 'administrator' }]);
  // A scope gives nothing that the role has not.
  const agents = (await make('agent', ['all:write'])).token;
  expect((await askWith(agents, '/api/calling-lists', 'POST', list)).code).toBe('FORBIDDEN');
});

test('no token gets at passwords, sessions and tokens, nor unnamed at users', async () => {
  const { token } = await make('administrator', ['all:write']);
  const passwords = { old: 'x', new: 'another password' };
  expect((await askWith(token, '/api/me/password', 'PUT', passwords)).code).toBe('SCOPE_MISSING');
  expect((await askWith(token, '/api/me/tokens')).code).toBe('SCOPE_MISSING');
  expect((await askWith(token, '/api/sign-out', 'POST')).code).toBe('SCOPE_MISSING');
  expect((await askWith(token, '/api/users')).code).toBe('SCOPE_MISSING');
  const named = (await make('administrator', ['users:read'])).token;
  expect((await askWith(named, '/api/users')).status).toBe(200);
});

test('one that is removed, has run out, or is none, opens nothing', async () => {
  const { id, token } = await make('supervisor', ['all:read']);
  expect((await askWith(token, '/api/campaigns')).status).toBe(200);
  const path = `/api/me/tokens/${id}`;
  expect((await app.ask('administrator', path, { method: 'DELETE' })).status).toBe(404);
  expect((await app.ask('supervisor', path, { method: 'DELETE' })).status).toBe(204);
  expect((await askWith(token, '/api/campaigns')).code).toBe('NOT_SIGNED_IN');
  const old = (await make('supervisor', ['all:read'])).token;
  await app.pool.query(`update api_tokens set expires_at = now() where user_id = 'supervisor'`);
  expect((await askWith(old, '/api/campaigns')).code).toBe('NOT_SIGNED_IN');
  expect((await askWith('outpace_x', '/api/campaigns')).code).toBe('NOT_SIGNED_IN');
});

test('they are listed without themselves, and kept as hashes', async () => {
  const { token } = await make('agent', ['contacts:read']);
  const listed = await app.ask<ApiTokenRow[]>('agent', '/api/me/tokens');
  expect(listed.body.at(-1)).toMatchObject({ scopes: ['contacts:read'], usedAt: null });
  const kept = await app.pool.query('select * from api_tokens');
  for (const text of [JSON.stringify(listed.body), JSON.stringify(kept.rows)]) {
    expect(text).not.toContain(token.slice(8));
  }
});

test.each([
  ['of no group', ['nothing:read']],
  ['of sessions', ['sign-in:write']],
  ['without a right', ['contacts']],
  ['none', []],
])('scopes %s are refused', async (_why, scopes) => {
  const body = { name: 'Bad', scopes, days: 1 };
  expect((await app.ask('agent', '/api/me/tokens', { body })).code).toBe('BAD_REQUEST');
});

test('a page of another site cannot use one either, and sockets take none', async () => {
  const { token } = await make('administrator', ['all:write']);
  const headers = { authorization: `Bearer ${token}`, origin: 'https://evil.example' };
  const foreign = await app.ask(undefined, '/api/calling-lists', { body: list, headers });
  expect(foreign.code).toBe('WRONG_ORIGIN');
  const socket = await app.socket(undefined, '/api/supervisor-socket', headers);
  expect((await socket.refused)?.status).toBe(403);
  const own = { authorization: `Bearer ${token}` };
  expect((await (await app.socket(undefined, '/api/supervisor-socket', own)).refused)?.status).toBe(
    401,
  );
});
