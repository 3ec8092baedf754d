import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type Instant, instant } from '@outpace/engine/basics/time.ts';
import { closed } from '@outpace/protocol/schema.ts';
import { pino } from 'pino';
import { Type } from 'typebox';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { PersonSocket } from './person-socket.ts';

const schema = Compile(closed({ type: Type.Literal('count'), count: Type.Integer() }));
type Message = { readonly type: 'count'; readonly count: number };
const signedIn = {
  userId: 'agent',
  name: 'agent.one',
  displayName: 'One',
  role: 'agent',
  expiresAtMs: 10_000,
  tokenHash: Buffer.from('token'),
} as const;

let server: WebSocketServer;
let now: Instant = instant(0);
beforeAll(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
});
afterAll(() => server.close());

/** Both ends of a socket, the server's wrapped. */
async function openPair() {
  now = instant(0);
  const { port } = server.address() as AddressInfo;
  const page = new WebSocket(`ws://127.0.0.1:${port}`, { autoPong: false });
  const texts: string[] = [];
  page.on('message', (bytes) => texts.push(bytes.toString()));
  const code = once(page, 'close').then(([closeCode]) => Number(closeCode));
  const [[socket]] = (await Promise.all([once(server, 'connection'), once(page, 'open')])) as [
    [WebSocket],
    unknown,
  ];
  const log = pino({ level: 'silent' });
  const person = new PersonSocket<Message, { type: string }>({
    kind: 'agent',
    socket,
    signedIn,
    schema,
    now: () => now,
    log,
  });
  const heard: Message[] = [];
  person.listen(
    (message) => heard.push(message),
    () => undefined,
  );
  return { page, person, heard, texts, code };
}

test('messages of the schema are heard, others refused', async () => {
  const { page, heard, texts } = await openPair();
  page.send('{"type":"count","count":1}');
  page.send('{"type":"count","count":"2"}');
  page.send('{"type":"count","count":3}');
  await expect.poll(() => heard.length).toBe(2);
  expect(heard.map(({ count }) => count)).toEqual([1, 3]);
  await expect.poll(() => texts).toHaveLength(1);
  expect(JSON.parse(texts[0] ?? '')).toMatchObject({ type: 'refused', code: 'BAD_MESSAGE' });
});

test('fifty messages in a second are heard, and the next second fifty more', async () => {
  const { page, heard, code } = await openPair();
  for (const second of [0, 1]) {
    now = instant(second * 1_000);
    for (let count = 0; count < 50; count += 1) page.send(`{"type":"count","count":${count}}`);
    await expect.poll(() => heard.length).toBe(50 * (second + 1));
  }
  page.send('{"type":"count","count":0}');
  expect(await code).toBe(4002);
  expect(heard.length).toBe(100);
});

test('a page that gives no sign of life between two beats is gone', async () => {
  const { page, person, code } = await openPair();
  person.beat(now);
  await once(page, 'ping');
  await expect
    .poll(() => {
      person.beat(now);
      return page.readyState;
    })
    .not.toBe(WebSocket.OPEN);
  expect(await code).toBe(1006);
});

test('a session that has run out ends its socket at the next beat', async () => {
  const { person, texts, code } = await openPair();
  person.beat(instant(signedIn.expiresAtMs));
  expect(await code).toBe(4003);
  expect(JSON.parse(texts[0] ?? '')).toMatchObject({ type: 'refused', code: 'NOT_SIGNED_IN' });
});

test('a reader who falls behind is cut off before the memory is', async () => {
  const { page, person, code } = await openPair();
  page.pause();
  const text = 'x'.repeat(1_000_000);
  for (let sent = 0; sent < 20; sent += 1) person.send({ type: text });
  page.resume();
  expect(await code).not.toBe(1000);
  expect(person.isOpen).toBe(false);
});
