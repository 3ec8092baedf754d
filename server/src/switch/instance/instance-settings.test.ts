import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { freePorts } from './free-ports.ts';
import { type Settings, settingsFor } from './instance-settings.ts';

const WISHES = { host: '127.0.0.1', legsMax: 10 };

let folder: string;
let said: string[];
const settings = (wishes = WISHES, isRunning = false): Promise<Settings> =>
  settingsFor(folder, wishes, isRunning, (sentence) => said.push(sentence));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-settings-'));
  said = [];
});
afterEach(() => rm(folder, { recursive: true }));

test('the ports stay as long as they are free', async () => {
  const first = await settings();
  expect(await settings()).toEqual(first);
  expect(said).toEqual([]);
});

test('whoever has taken one is left there, and the move is told', async () => {
  const first = await settings();
  const { sip, http } = first.ports;
  const other = createServer().listen(http, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  expect(await settings(WISHES, true)).toEqual(first);
  expect(said).toEqual([]);

  const { ports } = await settings();
  expect(ports.http).not.toBe(http);
  expect(said).toEqual([
    `Another program is on 127.0.0.1:${sip} or 127.0.0.1:${http}: ` +
      `the Asterisk in ${folder} moves to 127.0.0.1:${ports.sip} and 127.0.0.1:${ports.http}.`,
  ]);
  expect((await settings()).ports).toEqual(ports);
});

test('other wishes are other ports, and nobody is in the way', async () => {
  await settings();
  const more = await settings({ ...WISHES, legsMax: 20 });
  expect(more.ports.rtpLast - more.ports.rtpFirst).toBe(39);
  expect(said).toEqual([]);
  expect(await freePorts('127.0.0.1')).not.toEqual(more.ports);
});
