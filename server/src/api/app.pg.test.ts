import { ROLES, type Role } from '@outpace/protocol/sign-in.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

type Operation = {
  readonly 'x-roles'?: readonly Role[];
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
};
type ApiDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

let app: TestApp;
let operations: { method: 'GET' | 'POST' | 'PUT' | 'DELETE'; path: string; of: Operation }[];

beforeAll(async () => {
  app = await TestApp.open();
  const { body } = await app.ask<ApiDocument>(undefined, '/api/openapi.json');
  operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, of]) => ({
      method: method.toUpperCase() as 'GET',
      path,
      of,
    })),
  );
});
afterAll(() => app.close());

/** Every id is `x1` and every number 1, which fit all patterns and name nothing. */
const addressOf = (path: string): string =>
  path.replace('{chainId}', '1').replaceAll(/\{[^}]+\}/g, 'x1');

describe('who may use what, taken from the API document itself', () => {
  test('the document has all routes, and only these are open to strangers', () => {
    expect(operations.length).toBeGreaterThan(30);
    const open = operations.filter(({ of }) => of['x-roles'] === undefined);
    expect(open.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
      'GET /api/sign-in',
      'GET /health/live',
      'GET /health/ready',
      'POST /api/sign-in',
    ]);
  });

  test('without a cookie every other route answers NOT_SIGNED_IN', async () => {
    for (const { method, path, of } of operations) {
      if (of['x-roles'] === undefined) continue;
      const { status, code } = await app.ask(undefined, addressOf(path), { method });
      expect([method, path, status, code]).toEqual([method, path, 401, 'NOT_SIGNED_IN']);
    }
  });

  test.each(ROLES)(
    'as %s the routes of others answer FORBIDDEN, one’s own do not',
    async (role) => {
      for (const { method, path, of } of operations) {
        const allowed = of['x-roles'];
        if (allowed === undefined || path === '/api/sign-out') continue;
        const { status, code } = await app.ask(role, addressOf(path), { method });
        // The person of a chain is refused by acquaintance, not by role.
        if (path.startsWith('/api/chains/{chainId}') && role === 'agent') continue;
        const refused = status === 403 && code === 'FORBIDDEN';
        expect([role, method, path, refused]).toEqual([
          role,
          method,
          path,
          !allowed.includes(role),
        ]);
        expect(status).toBeLessThan(500);
      }
    },
  );
});

describe('bad input', () => {
  const list = {
    name: 'List',
    defaultCountry: 'US',
    defaultZone: 'America/New_York',
    dailyFrom: 0,
    dailyTill: 86_400,
    fields: [],
  };
  const json = { 'content-type': 'application/json' };

  test.each<[why: string, body: unknown, headers: Record<string, string>, code: string]>([
    ['malformed JSON', '{"name":', json, 'BAD_REQUEST'],
    ['no JSON at all', 'name=List', { 'content-type': 'text/plain' }, 'BAD_REQUEST'],
    ['a form', 'name=List', { 'content-type': 'application/x-www-form-urlencoded' }, 'BAD_REQUEST'],
    ['an empty body', '', json, 'BAD_REQUEST'],
    ['an unknown field', { ...list, colour: 'red' }, json, 'BAD_REQUEST'],
    ['a missing field', { ...list, name: undefined }, json, 'BAD_REQUEST'],
    ['a number as text', { ...list, dailyFrom: '0' }, json, 'BAD_REQUEST'],
    ['a wrong type', { ...list, fields: 'none' }, json, 'BAD_REQUEST'],
    ['a poisoned prototype', '{"__proto__":{"a":1}}', json, 'BAD_REQUEST'],
    ['a body above the limit', { ...list, name: 'x'.repeat(1_100_000) }, json, 'TOO_LARGE'],
  ])('%s is refused with a code', async (_why, body, headers, code) => {
    const answer = await app.ask('administrator', '/api/calling-lists', {
      method: 'POST',
      body,
      headers,
    });
    expect(answer.code).toBe(code);
    expect(answer.status).toBe(code === 'TOO_LARGE' ? 413 : 400);
  });

  test('the refusal of an unknown field says which', async () => {
    const body = { ...list, colour: 'red' };
    const answer = await app.ask('administrator', '/api/calling-lists', { body });
    expect(answer.body).toMatchObject({ detail: expect.stringContaining('colour') });
  });

  test.each([
    ['/api/campaigns/x1?version=1', 'PUT'],
    ['/api/nothing', 'GET'],
    ['/api/calling-lists/x1', 'GET'],
  ] as const)('%s does not exist or does not fit', async (url, method) => {
    const answer = await app.ask('administrator', url, { method });
    expect([400, 404]).toContain(answer.status);
    expect(answer.code).toMatch(/^(BAD_REQUEST|NOT_FOUND)$/);
  });
});

test.each(['a\u0000b', 'half \ud800'])(
  'a name that cannot be stored is refused: %j',
  async (name) => {
    const list = { name, callingListId: null, campaignIds: null, endsAt: null };
    const answer = await app.ask('administrator', '/api/suppression-lists', { body: list });
    expect(answer).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  },
);

test.each([
  [undefined, 401],
  ['agent', 403],
  ['administrator', 400],
] as const)('an id that is far too long is answered to %s with %d', async (role, status) => {
  const answer = await app.ask(role, `/api/users/${'9'.repeat(400)}`, { method: 'PUT', body: {} });
  expect(answer.status).toBe(status);
});

describe('pages of other sites', () => {
  const body = { name: 'x', password: 'y' };
  test.each([
    ['https://evil.example', 403],
    ['null', 403],
    ['http://localhost:9999', 403],
    ['http://localhost', 401],
  ])('a sign-in from %s answers %d', async (origin, status) => {
    const answer = await app.ask(undefined, '/api/sign-in', { body, headers: { origin } });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.code).toBe('WRONG_ORIGIN');
  });
});

test('a policy for the page that lets in nothing from elsewhere', async () => {
  const { headers } = await app.app.inject('/api/sign-in');
  expect(headers['content-security-policy']).toContain("script-src 'self';");
  expect(headers['content-security-policy']).toContain("media-src 'self' blob: mediastream:;");
  expect(headers['permissions-policy']).toContain('microphone=(self), camera=()');
  expect(headers['strict-transport-security']).toBeDefined();
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cache-control']).toBe('no-store');
  const policy = String(headers['content-security-policy']);
  expect(policy).toContain("default-src 'self';");
  expect(policy).toContain("object-src 'none';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|\*/);
});

test.each([
  ['outpace.example:7600', 'ws://outpace.example:7600 wss://outpace.example:7600'],
  ['[::1]:7600', 'ws://[::1]:7600 wss://[::1]:7600'],
  ["x; script-src 'unsafe-inline'", ''],
])('pages of %s reach no sockets but its own', async (host, sockets) => {
  const { headers } = await app.app.inject({ url: '/api/sign-in', headers: { host } });
  const [, reached] = /connect-src 'self' ?([^;]*);/.exec(
    String(headers['content-security-policy']),
  ) ?? [undefined, 'none'];
  expect(reached).toBe(sockets);
});
