import { once } from 'node:events';
import { must } from '@outpace/engine/basics/assert.ts';
import { millis, seconds } from '@outpace/engine/basics/time.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AriConnection } from './connection.ts';
import { TestAriServer } from './test-ari-server.ts';
import { TestTimers } from './test-exchange.ts';

let server: TestAriServer;
let timers: TestTimers;
let story: string[];
let waiting: (() => void)[];
const opened: AriConnection[] = [];

beforeEach(async () => {
  server = new TestAriServer();
  await server.listen();
  timers = new TestTimers();
  story = [];
  waiting = [];
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((connection) => connection.close()));
  await server.close();
});

function tell(line: string): void {
  story.push(line);
  for (const look of waiting.splice(0)) look();
}

/** Resolves when the last line of the story is this one. */
async function until(line: string): Promise<void> {
  while (story.at(-1) !== line) await new Promise<void>((resolve) => waiting.push(resolve));
}

function connection(): AriConnection {
  const address = { url: server.url, user: 'outpace', secret: 'secret', app: 'outpace-main' };
  const watcher = {
    onUp: () => tell('up'),
    onDown: () => tell('down'),
    onEvent: ({ type }: { readonly type: string }) => tell(type),
    onEnd: ({ reason }: { readonly reason: string }) => tell(`end ${reason}`),
  };
  const made = new AriConnection(address, watcher, timers, pino({ level: 'silent' }));
  opened.push(made);
  return made;
}

const about = { application: 'outpace-main', timestamp: '' };

test('asks for the version, then opens the one socket for its application', async () => {
  expect(await connection().open()).toBe(true);
  expect(server.heard).toEqual([
    { method: 'GET', uri: '/ari/asterisk/info?only=system' },
    { method: 'SOCKET', uri: '/ari/events?app=outpace-main' },
  ]);
  expect(story).toEqual(['up']);
});

test.each<[version: string | number, message: RegExp]>([
  ['20.9.1', /^Asterisk 20\.9\.1 is too old: 22\.5 or newer is needed$/],
  [401, /does not accept the user or secret/],
  [403, /does not accept the user or secret/],
])('an Asterisk that says %s is refused by name, and not asked again', async (version, message) => {
  server.version = version;
  await expect(connection().open()).rejects.toThrow(message);
  timers.pass(seconds(60));
  expect(server.heard).toHaveLength(1);
});

test('one that is still starting is asked again until it is there', async () => {
  server.version = 404;
  expect(await connection().open()).toBe(false);
  server.version = '22.10.1';
  timers.pass(seconds(2));
  await until('up');
});

test('a request is answered, refused, or given up', async () => {
  const ari = connection();
  await ari.open();
  server.answer = (uri) =>
    uri === 'asterisk/ping' ? { status: 200, body: { ping: 'pong' } } : undefined;
  expect(await ari.call('ping', {})).toEqual({ ping: 'pong' });

  server.answer = () => ({ status: 404, body: { message: 'Channel not found' } });
  await expect(ari.call('hangUp', { channelId: 'x' })).rejects.toMatchObject({
    kind: 'refused',
    status: 404,
    body: { message: 'Channel not found' },
  });

  server.answer = () => undefined;
  const late = ari.call('hangUp', { channelId: 'x' });
  timers.pass(seconds(5));
  await expect(late).rejects.toMatchObject({ kind: 'late' });
});

test('an answer that is not what was asked for is a fault', async () => {
  const ari = connection();
  await ari.open();
  server.answer = () => ({ status: 200, body: { nothing: true } });
  await expect(ari.call('ping', {})).rejects.toMatchObject({ kind: 'refused', status: 200 });
});

test('events come as they are said, also before the answer that caused them', async () => {
  const ari = connection();
  await ari.open();
  server.answer = () => {
    server.say({ ...about, type: 'RecordingStarted', recording: RECORDING });
    return { status: 204 };
  };
  await ari.call('hangUp', { channelId: 'x' });
  expect(story).toEqual(['up', 'RecordingStarted']);
  server.say({ type: 'StasisEnd' });
  server.say({ ...about, type: 'DeviceStateChanged' });
  await ari.call('hangUp', { channelId: 'x' });
  // What cannot be read and what nobody wants is passed over.
  expect(story.at(-1)).toBe('RecordingStarted');
});

const RECORDING = { name: 'x', format: 'wav', target_uri: 'channel:x', state: 'recording' };

test('comes back by itself, and what was asked meanwhile is lost', async () => {
  const ari = connection();
  await ari.open();
  server.answer = () => undefined;
  const lost = ari.call('hangUp', { channelId: 'x' });
  server.drop();
  await expect(lost).rejects.toMatchObject({ kind: 'lost' });
  await until('down');
  await expect(ari.call('ping', {})).rejects.toMatchObject({ kind: 'lost' });
  timers.pass(seconds(2));
  await until('up');
  expect(story).toEqual(['up', 'down', 'up']);
});

test('tries come further and further apart, and soon again after the line was good', async () => {
  server.version = 404;
  const ari = connection();
  await ari.open();
  const waits: number[] = [];
  for (let count = 0; count < 7; count += 1) {
    waits.push(...timers.waits);
    const asked = server.heard.length;
    timers.pass(millis(waits.at(-1) ?? 0));
    await expect.poll(() => [server.heard.length - asked, timers.waits.length]).toEqual([1, 1]);
  }
  expect(waits).toEqual([100, 200, 400, 800, 1_600, 2_000, 2_000]);
  server.version = '22.10.1';
  timers.pass(seconds(2));
  await until('up');
  server.drop();
  await until('down');
  expect(timers.waits).toEqual([100]);
});

test.each<[why: string, spoil: () => Promise<void> | void, mend: () => Promise<void> | void]>([
  ['nobody listens there', () => server.close(), () => server.listen()],
  [
    'it says something else',
    () => {
      server.version = 200;
    },
    () => {
      server.version = '22.10.1';
    },
  ],
  [
    'it takes no websocket yet',
    () => {
      server.takesSockets = false;
    },
    () => {
      server.takesSockets = true;
    },
  ],
])('where %s it is tried again', async (_why, spoil, mend) => {
  await spoil();
  expect(await connection().open()).toBe(false);
  expect(story).toEqual([]);
  await mend();
  timers.pass(millis(100));
  await until('up');
});

test('one that has become too old while it was away ends it', async () => {
  await connection().open();
  server.version = '20.9.1';
  server.drop();
  await until('down');
  timers.pass(millis(100));
  await until('end too-old');
  expect(timers.waits).toEqual([]);
});

test('says who it is each time, and nothing of it in the address', async () => {
  await connection().open();
  expect(server.credentials).toEqual(['outpace:secret', 'outpace:secret']);
  expect(JSON.stringify(server.heard)).not.toContain('secret');
});

test('a line on which nothing is heard any more is given up, and not before', async () => {
  await connection().open();
  const socket = must(server.sockets[0], 'the socket of the connection');
  for (let beats = 1; beats < 4; beats += 1) {
    await expect.poll(() => server.beats).toBe(beats);
    // Whoever answers this has heard the answer to their own beat before.
    socket.ping();
    await once(socket, 'pong');
    timers.pass(seconds(3));
  }
  expect(story).toEqual(['up']);
  socket.pause();
  timers.pass(seconds(3));
  timers.pass(seconds(3));
  await until('down');
});

test('who is replaced is told, and does not come back', async () => {
  const ari = connection();
  await ari.open();
  server.say({ ...about, application: 'another', type: 'ApplicationReplaced' });
  server.say({ ...about, type: 'ApplicationReplaced' });
  await until('end replaced');
  expect(ari.isUp).toBe(false);
  timers.pass(seconds(60));
  await expect(ari.call('ping', {})).rejects.toMatchObject({ kind: 'lost' });
  expect(story).toEqual(['up', 'ApplicationReplaced', 'end replaced']);
});

test('closed is closed, and what was asked is lost', async () => {
  const ari = connection();
  await ari.open();
  server.answer = () => undefined;
  const lost = expect(ari.call('ping', {})).rejects.toMatchObject({ kind: 'lost' });
  await ari.close();
  await lost;
  await ari.close();
  timers.pass(seconds(60));
  expect(story).toEqual(['up']);
  expect([ari.isUp, timers.waits]).toEqual([false, []]);
});

test('closed before it is open, it does not open', async () => {
  const ari = connection();
  const opened = ari.open();
  await ari.close();
  expect(await opened).toBe(false);
  timers.pass(seconds(60));
  expect([story, server.sockets]).toEqual([[], []]);
});

test('a far end that does not close its end of the line is left after a second', async () => {
  const ari = connection();
  await ari.open();
  for (const socket of server.sockets) socket.pause();
  const closed = ari.close();
  timers.pass(seconds(1));
  await closed;
  expect(story).toEqual(['up']);
});
