import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { type AsteriskInstance, startInstance } from '../switch/instance/instance.ts';
import { reachSip, SipSocket } from './sip-socket.ts';

let folder: string;
let asterisk: AsteriskInstance;
let server: WebSocketServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-sip-socket-'));
  asterisk = await startInstance({ folder, role: 'dialer' });
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await asterisk.kill();
  await rm(folder, { recursive: true });
});

const REGISTER = [
  'REGISTER sip:outpace.test SIP/2.0',
  'Via: SIP/2.0/WS page.invalid;branch=z9hG4bK776',
  'Max-Forwards: 70',
  'To: <sip:nobody@outpace.test>',
  'From: <sip:nobody@outpace.test>;tag=a1',
  'Call-ID: through-the-server',
  'CSeq: 1 REGISTER',
  'Contact: <sip:nobody@page.invalid;transport=ws>',
  'Content-Length: 0',
  '',
  '',
].join('\r\n');

test('a real switch answers a page through it, and asks who it is', async () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was taken');
  const page = new WebSocket(`ws://127.0.0.1:${address.port}`, 'sip');
  const [[near]] = await Promise.all([once(server, 'connection'), once(page, 'open')]);
  const far = await reachSip(`${asterisk.url.replace('http', 'ws')}/ws`);
  const person = { userId: 'ana', name: 'ana', displayName: 'Ana', role: 'agent' } as const;
  const signedIn = { ...person, expiresAtMs: 1, tokenHash: Buffer.from('t-1') };
  new SipSocket({ near, far, signedIn, log: Fastify().log }).open();
  page.send(REGISTER);
  const [answer, isBinary] = await once(page, 'message');
  expect(String(answer)).toMatch(/^SIP\/2\.0 401 Unauthorized\r\n/);
  expect(String(answer)).toContain('Call-ID: through-the-server');
  expect(isBinary).toBe(false);
  const closed = once(far, 'close');
  page.close();
  await closed;
});
