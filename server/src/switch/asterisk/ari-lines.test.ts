import { must } from '@outpace/engine/basics/assert.ts';
import { seconds } from '@outpace/engine/basics/time.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AriLines } from './ari-lines.ts';
import { TestAriServer } from './test-ari-server.ts';
import { TestTimers } from './test-exchange.ts';

let server: TestAriServer;
let timers: TestTimers;
let story: string[];
let lines: AriLines;

beforeEach(async () => {
  server = new TestAriServer();
  await server.listen();
  timers = new TestTimers();
  story = [];
  const address = { url: server.url, user: 'outpace', secret: 'secret', app: 'outpace-main' };
  const watcher = {
    onUp: () => void story.push('up'),
    onDown: () => void story.push('down'),
    onEvent: ({ type }: { readonly type: string }) => void story.push(type),
    onEnd: ({ reason }: { readonly reason: string }) => void story.push(`end ${reason}`),
  };
  lines = new AriLines(address, watcher, timers, pino({ level: 'silent' }));
});
afterEach(async () => {
  await lines.close();
  await server.close();
});

test('is up once, when both are, and asks over either', async () => {
  expect(await lines.open()).toBe(true);
  expect([story, lines.isUp]).toEqual([['up'], true]);
  await lines.first.call('hangUp', { channelId: 'x' });
  await lines.second.call('hangUp', { channelId: 'y' });
  expect(new Set(server.heardBy).size).toBe(2);
});

test('what happens is told by the first, once', async () => {
  await lines.open();
  const about = { type: 'ApplicationReplaced', application: 'another', timestamp: '' };
  server.say(about);
  await lines.first.call('hangUp', { channelId: 'x' });
  await lines.second.call('hangUp', { channelId: 'x' });
  expect(story).toEqual(['up', 'ApplicationReplaced']);
});

test.each([0, 1])('both are new after one of them broke', async (place) => {
  await lines.open();
  must(server.sockets[place], 'a socket').terminate();
  // Each of them tries again in its own time.
  const isBack = (): boolean => {
    timers.pass(seconds(0.1));
    return story.length === 3;
  };
  await expect.poll(isBack).toBe(true);
  expect(story).toEqual(['up', 'down', 'up']);
  expect(server.sockets).toHaveLength(4);
});

test.each(['outpace-main', 'outpace-main~aside'])('replaced as %s, it ends once', async (app) => {
  await lines.open();
  server.say({ type: 'ApplicationReplaced', application: app, timestamp: '' });
  await expect.poll(() => story).toEqual(['up', 'end replaced']);
  timers.pass(seconds(60));
  expect([lines.isUp, server.sockets.length]).toEqual([false, 2]);
});

test('one that can never be used is refused', async () => {
  server.version = '20.9.1';
  await expect(lines.open()).rejects.toThrow(/too old/);
});
