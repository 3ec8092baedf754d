import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type Certificate, certificateFor } from '../certificate.ts';
import { FakePhones } from './fake-phones.ts';
import { PASSWORD, TestApp } from './test-app.ts';

let folder: string;
let certificate: Certificate;
let phones: FakePhones;
let app: TestApp;
/** Of the page, such as `https://127.0.0.1:40123`. */
let origin: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-tls-api-'));
  const place = { dataFolder: folder, host: '127.0.0.1', now: new Date() };
  const made = await certificateFor({ kind: 'self-signed' }, place);
  if (made === undefined) throw new Error('nothing was made');
  certificate = made;
  phones = await FakePhones.open();
  app = await TestApp.open({ certificate, phones });
  origin = (await app.socketAddress()).replace('ws', 'http');
});
afterAll(async () => {
  await app.close();
  await phones.close();
  await rm(folder, { recursive: true });
});

/** Asks as a browser that trusts this certificate and nothing else. */
async function post(path: string, body: object): Promise<IncomingMessage> {
  const headers = { 'content-type': 'application/json', origin };
  const asked = request(`${origin}${path}`, { method: 'POST', ca: certificate.cert, headers });
  asked.end(JSON.stringify(body));
  const [response] = await once(asked, 'response');
  response.resume();
  return response;
}

test('the cookie is for TLS alone, and other ports of the name are left alone', async () => {
  const answer = await post('/api/sign-in', { name: 'agent.one', password: PASSWORD });
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure(;|$)/);
  expect(answer.headers['strict-transport-security']).toBeUndefined();
});

test('one end serves the page, its socket and its phone', async () => {
  const { cert: ca } = certificate;
  const options = { ca, origin, headers: { cookie: app.cookies.agent } };
  const address = await app.socketAddress();
  const page = new WebSocket(`${address}/api/agent-socket`, options);
  await once(page, 'open');
  page.send(JSON.stringify({ type: 'hello', protocol: 1, pageId: 'page-1' }));
  expect(JSON.parse(String((await once(page, 'message'))[0]))).toMatchObject({ type: 'view' });
  const phone = new WebSocket(`${address}/api/sip`, 'sip', options);
  await once(phone, 'open');
  phone.send('REGISTER');
  expect(await once(phones.newest(), 'message')).toEqual([Buffer.from('REGISTER'), false]);
  page.terminate();
  phone.terminate();
});
