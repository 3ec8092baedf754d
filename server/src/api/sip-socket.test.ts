import { once } from 'node:events';
import { instant } from '@outpace/engine/basics/time.ts';
import Fastify from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { SignedIn } from './auth.ts';
import { FakePhones } from './fake-phones.ts';
import { CLOSE } from './open-sockets.ts';
import { reachSip, SipSocket } from './sip-socket.ts';

const ana: SignedIn = {
  userId: 'ana',
  name: 'ana',
  displayName: 'Ana',
  role: 'agent',
  expiresAtMs: 1_000_000,
  tokenHash: Buffer.from('t-1'),
};
const early = instant(ana.expiresAtMs - 1);
const REGISTER = 'REGISTER sip:outpace.test SIP/2.0\r\n\r\n';

let phones: FakePhones;
let server: WebSocketServer;
const pages: WebSocket[] = [];
beforeAll(async () => {
  phones = await FakePhones.open();
  server = new WebSocketServer({ host: '127.0.0.1', port: 0, maxPayload: 64 * 1024 });
  await once(server, 'listening');
});
afterEach(async () => {
  for (const page of pages.splice(0)) page.terminate();
  await expect.poll(() => phones.sockets.length).toBe(0);
});
afterAll(async () => {
  server.close();
  await phones.close();
});

type Pair = {
  readonly page: WebSocket;
  /** The server's end of the page's socket. */
  readonly near: WebSocket;
  readonly far: WebSocket;
  readonly sip: SipSocket;
};

/** A page, the switch, and the socket in between. */
async function connect(): Promise<Pair> {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was taken');
  const page = new WebSocket(`ws://127.0.0.1:${address.port}`, 'sip');
  page.on('error', () => undefined);
  pages.push(page);
  const [[near]] = await Promise.all([once(server, 'connection'), once(page, 'open')]);
  const far = await reachSip(phones.sipSocketUrl);
  const sip = new SipSocket({ near, far, signedIn: ana, log: Fastify().log });
  sip.open();
  return { page, near, far: phones.newest(), sip };
}

const closeOf = async (socket: WebSocket): Promise<number> => (await once(socket, 'close'))[0];
const closesOf = ({ page, far }: Pair): Promise<number[]> =>
  Promise.all([closeOf(page), closeOf(far)]);

describe('between page and switch', () => {
  test('messages stay what they were, both ways', async () => {
    const { page, far } = await connect();
    expect(far.protocol).toBe('sip');
    page.send(REGISTER);
    expect(await once(far, 'message')).toEqual([Buffer.from(REGISTER), false]);
    far.send('SIP/2.0 200 OK\r\n\r\n');
    expect(await once(page, 'message')).toEqual([Buffer.from('SIP/2.0 200 OK\r\n\r\n'), false]);
    page.send(Buffer.from('\r\n\r\n'), { binary: true });
    expect(await once(far, 'message')).toEqual([Buffer.from('\r\n\r\n'), true]);
  });

  test('nothing is lost or kept waiting here while the switch does not read', async () => {
    const { page, far } = await connect();
    far.pause();
    const padding = 'x'.repeat(60_000);
    const numbers = Array.from({ length: 600 }, (_, number) => number);
    for (const number of numbers) page.send(`${number} ${padding}`);
    // More than the sockets of the machine take in: the rest waits at the page.
    await expect.poll(() => page.bufferedAmount).toBeGreaterThan(10_000_000);
    const arrived: number[] = [];
    far.on('message', (bytes) => arrived.push(Number(String(bytes).split(' ')[0])));
    far.resume();
    await expect.poll(() => arrived.length, { timeout: 20_000 }).toBe(numbers.length);
    expect(arrived).toEqual(numbers);
  });

  test('a message above the limit ends both', async () => {
    const pair = await connect();
    const closes = closesOf(pair);
    pair.page.send('x'.repeat(70_000));
    expect(await closes).toEqual([1009, 1001]);
  });
});

describe('both end together', () => {
  test.each<[how: string, end: (page: WebSocket) => void, code: number]>([
    ['with a code', (page) => page.close(4321), 4321],
    ['without one', (page) => page.close(), 1000],
    ['without a word', (page) => page.terminate(), 1001],
  ])('when the page ends %s', async (_how, end, code) => {
    const { page, far } = await connect();
    const closed = closeOf(far);
    end(page);
    expect(await closed).toBe(code);
  });

  test('when the switch ends', async () => {
    const { page, far } = await connect();
    const closed = closeOf(page);
    far.close(1011, 'sorry');
    expect(await closed).toBe(1011);
  });

  test('when they are ended from here', async () => {
    const pair = await connect();
    const closes = closesOf(pair);
    pair.sip.end('RESTARTING', CLOSE.restarting);
    expect(await closes).toEqual([1012, 1001]);
  });

  test('when the sign-in runs out', async () => {
    const pair = await connect();
    const closes = closesOf(pair);
    pair.sip.beat(instant(ana.expiresAtMs));
    expect(await closes).toEqual([4003, 1001]);
  });

  test('when the page shows no sign of life between two beats', async () => {
    const { page, near, far, sip } = await connect();
    sip.beat(early);
    await once(near, 'pong');
    sip.beat(early);
    await once(near, 'pong');
    page.pause();
    sip.beat(early);
    const closed = closeOf(far);
    sip.beat(early);
    expect(await closed).toBe(1001);
  });
});

test('a switch that is away is not reached', async () => {
  phones.isUp = false;
  await expect(reachSip(phones.sipSocketUrl)).rejects.toThrow('401');
  phones.isUp = true;
});
