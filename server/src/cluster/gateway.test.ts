import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { siteId } from '@outpace/engine/basics/ids.ts';
import { afterEach, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { TEST_BOX } from '../store/test-webhooks.ts';
import { Gateway, type There, VIA } from './gateway.ts';
import { toldAddress } from './told-address.ts';

const opened: Server[] = [];
const MAIN = siteId('main');

afterEach(() => {
  for (const server of opened.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(server: Server): Promise<string> {
  opened.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' ? `http://127.0.0.1:${address?.port}` : '';
}

/** A door that passes everything on to this owner. */
async function doorTo(there: There): Promise<{ readonly url: string; readonly gateway: Gateway }> {
  const gateway = new Gateway('north', TEST_BOX);
  const door = createServer((request, response) => void gateway.request(request, response, there));
  door.on('upgrade', (request, socket, head) => {
    void gateway.socket(request, socket as IncomingMessage['socket'], head, there);
  });
  return { url: await serve(door), gateway };
}

const at = (address: string, epoch = 3): There => ({ siteId: MAIN, address, epoch });

/** Nobody listens there. */
async function nowhere(): Promise<string> {
  const server = createServer();
  const url = await serve(server);
  server.close();
  await once(server, 'close');
  return url;
}

test('a request comes to the owner as it was, with the name of the gateway', async () => {
  const owner = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    const { cookie, host, [VIA]: via, 'x-forwarded-for': from } = request.headers;
    const told = toldAddress(TEST_BOX, request, Date.now());
    response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'] });
    response.end(JSON.stringify({ url: request.url, body, cookie, host, via, from, told }));
  });
  const { url } = await doorTo(at(await serve(owner)));
  const headers = { cookie: 'outpace=token', 'x-forwarded-for': '203.0.113.9' };
  const answer = await fetch(`${url}/api/a?b=c`, { method: 'POST', body: 'text', headers });
  expect([answer.status, answer.headers.getSetCookie()]).toEqual([201, ['a=1', 'b=2']]);
  expect(await answer.json()).toEqual({
    url: '/api/a?b=c',
    body: 'text',
    cookie: 'outpace=token',
    host: new URL(url).host,
    via: 'north',
    from: expect.stringMatching(/^203\.0\.113\.9, .*127\.0\.0\.1$/),
    told: '203.0.113.9',
  });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, method: string, isThere: boolean, status: number, code: string]>([
  ['an owner that is gone has done nothing',             'POST', false, 503, 'OWNER_AWAY'],
  ['one that goes while it works may have done it',      'POST', true,  502, 'ANSWER_LOST'],
  ['what was only to be read may be asked for again',    'GET',  true,  503, 'OWNER_AWAY'],
])('%s', async (_why, method, isThere, status, code) => {
  const dying = createServer((request) => void request.socket.destroy());
  const { url } = await doorTo(at(isThere ? await serve(dying) : await nowhere()));
  const answer = await fetch(url, { method });
  expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
});

test('what is under way is cut when the site has another owner, and not before', async () => {
  const asked = createServer();
  const { url, gateway } = await doorTo(at(await serve(asked)));
  const answer = fetch(url, { method: 'PUT', body: 'text' });
  await once(asked, 'request');
  gateway.keepTo(() => ({ epoch: 3 }));
  const quick = await Promise.race([answer, new Promise((resolve) => setImmediate(resolve))]);
  expect(quick).toBeUndefined();
  gateway.keepTo(() => ({ epoch: 4 }));
  expect(await (await answer).json()).toMatchObject({ code: 'ANSWER_LOST' });
});

test('a socket is passed on in both directions, and cut when the owner is another', async () => {
  const owner = createServer();
  const sockets = new WebSocketServer({ server: owner });
  sockets.on('connection', (socket) => socket.on('message', (text) => socket.send(`not ${text}`)));
  const { url, gateway } = await doorTo(at(await serve(owner)));
  const page = new WebSocket(url.replace('http', 'ws'));
  await once(page, 'open');
  page.send('me');
  expect(String((await once(page, 'message'))[0])).toBe('not me');
  gateway.keepTo(() => undefined);
  expect((await once(page, 'close'))[0]).toBe(1006);
});

test('a socket to an owner that is gone breaks, so that the page tries again', async () => {
  const { url } = await doorTo(at(await nowhere()));
  const page = new WebSocket(url.replace('http', 'ws'));
  const errors: Error[] = [];
  page.on('error', (error) => errors.push(error));
  expect(await new Promise((resolve) => page.on('close', resolve))).toBe(1006);
  expect(errors).toHaveLength(1);
});

test('a page that goes takes its socket to the owner with it', async () => {
  const owner = createServer();
  const sockets = new WebSocketServer({ server: owner });
  const { url } = await doorTo(at(await serve(owner)));
  const page = new WebSocket(url.replace('http', 'ws'));
  const connected = once(sockets, 'connection');
  await once(page, 'open');
  const [far] = await connected;
  page.terminate();
  await once(far, 'close');
});
