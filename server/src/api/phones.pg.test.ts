import type { BrowserPhoneSettings } from '@outpace/protocol/phones.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FakePhones } from './fake-phones.ts';
import { cookieFor, TestApp } from './test-app.ts';

let phones: FakePhones;
let app: TestApp;
let without: TestApp;
beforeAll(async () => {
  phones = await FakePhones.open();
  app = await TestApp.open({ phones });
  without = await TestApp.open();
});
afterEach(() => {
  phones.isUp = true;
});
afterAll(async () => {
  await app.close();
  await without.close();
  await phones.close();
});

test('an agent’s phone gets an account for this sign-in', async () => {
  const answer = await app.ask<BrowserPhoneSettings>('agent', '/api/phone');
  expect(answer).toMatchObject({
    status: 200,
    body: { user: 'agent-agent', domain: 'outpace.test', socketPath: '/api/sip' },
  });
  const { password } = answer.body;
  expect(phones.accounts.at(-1)).toEqual({ agentId: 'agent', password });
  const again = await app.ask<BrowserPhoneSettings>('agent', '/api/phone');
  expect(again.body.password).toBe(password);
  const cookie = await cookieFor(app.pool, app.site, 'agent');
  const other = await app.ask<BrowserPhoneSettings>(undefined, '/api/phone', { cookie });
  expect(other.body.password).not.toBe(password);
});

test('nothing on the way keeps the password', async () => {
  const { headers } = await app.app.inject({
    url: '/api/phone',
    headers: { cookie: app.cookies.agent },
  });
  expect(headers['cache-control']).toBe('no-store');
});

test('signing out closes the account', async () => {
  const cookie = await app.addUser('leaver', 'agent');
  const { body } = await app.ask<BrowserPhoneSettings>(undefined, '/api/phone', { cookie });
  await app.ask(undefined, '/api/sign-out', { method: 'POST', cookie });
  expect(phones.passwordOf('leaver')).not.toBe(body.password);
});

test('a switch that is away is said so', async () => {
  phones.isUp = false;
  const { status, code } = await app.ask('agent', '/api/phone');
  expect([status, code]).toEqual([503, 'SWITCH_UNAVAILABLE']);
});

test('a switch without phones has none', async () => {
  const { status, code } = await without.ask('agent', '/api/phone');
  expect([status, code]).toEqual([404, 'NO_PHONES']);
});
