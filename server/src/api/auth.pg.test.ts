import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedInBy } from './auth.ts';
import { TestApp } from './test-app.ts';
import { newToken } from './user-token.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

const who = (outpace: string | undefined) =>
  signedInBy({ pool: app.pool, siteId: app.site }, { outpace });

test('a cookie is a person', async () => {
  const token = app.cookies.agent.replace('outpace=', '');
  expect(await who(token)).toMatchObject({ userId: 'agent', role: 'agent' });
});

test.each([undefined, '', 'x', newToken()])('%s is nobody', async (token) => {
  expect(await who(token)).toBeUndefined();
});

test('writing needs the right page even with the right cookie, reading does not', async () => {
  const headers = { origin: 'https://evil.example' };
  const out = await app.ask('agent', '/api/sign-out', { method: 'POST', headers });
  expect(out).toMatchObject({ status: 403, code: 'WRONG_ORIGIN' });
  expect((await app.ask('agent', '/api/me', { headers })).status).toBe(200);
});

test('a stranger is turned away before the body is read', async () => {
  const body = '{"this is": no JSON';
  const headers = { 'content-type': 'application/json' };
  const answer = await app.ask(undefined, '/api/campaigns', { method: 'POST', body, headers });
  expect(answer.code).toBe('NOT_SIGNED_IN');
});
