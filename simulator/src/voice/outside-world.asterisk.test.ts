import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOLD_MUSIC_HZ } from '@outpace/server/switch/instance/hold-music.ts';
import { type AsteriskInstance, startInstance } from '@outpace/server/switch/instance/instance.ts';
import { lengthMs, type Samples } from '@outpace/server/switch/instance/samples.ts';
import { toneMs } from '@outpace/server/switch/instance/tone-levels.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import {
  type Behaviour,
  CAUSES,
  FAX_ANSWER_HZ,
  fax,
  MACHINE_BEEP_HZ,
  machine,
  person,
  refusal,
  silent,
  steadyTone,
  tone,
} from './behaviour.ts';
import { OutsideWorld } from './outside-world.ts';
import { type EventOf, TestLine } from './test-line.ts';
import type { WorldCall } from './world-call.ts';

let folder: string;
let instance: AsteriskInstance;
let line: TestLine;
let number: string;
let numbers = 100;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-world-'));
  instance = await startInstance({ folder, role: 'world' });
  line = await TestLine.open(instance.sipAddress);
});
afterAll(async () => {
  await line.close();
  await instance.kill();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  numbers += 1;
  number = `+12025550${numbers}`;
});

async function worldOf(
  behave: (number: string, dialedBefore: number) => Behaviour,
): Promise<OutsideWorld> {
  const log = pino({ level: 'error' });
  const world = await OutsideWorld.open({ instance, behave, hearing: 'recorded', log });
  onTestFinished(() => world.close());
  return world;
}

/** Listens to the caller's end of a call, beside it, until the call ends. */
async function hearOnLine(callId: string): Promise<() => Promise<Samples>> {
  const snoopId = `ear-${callId}`;
  const app = 'test-line';
  await line.ari.call('snoop', { channelId: callId, snoopId, app, spy: 'in', whisper: 'none' });
  await line.told('StasisStart', snoopId);
  const name = `line-${callId}`;
  await line.ari.call('recordChannel', { channelId: snoopId, name, format: 'wav' });
  return async () => {
    await line.told('ChannelDestroyed', callId);
    await line.recorded(name);
    return line.recording(name);
  };
}

test('rings, answers with a tone, hears music and keys, and is let go', async () => {
  const world = await worldOf(() => steadyTone(1_000, 300));
  const id = await line.dial(number);
  const call = await world.callTo(number);
  await call.reaches('ringing');
  await call.reaches('answered');
  await line.told('StasisStart', id);
  const onLine = await hearOnLine(id);
  await line.ari.call('sendDigits', { channelId: id, dtmf: '12#' });
  await call.until('three digits', ({ digits }) => digits.length === 3 || undefined);
  await line.ari.call('startMusic', { channelId: id });
  await call.hears(HOLD_MUSIC_HZ, 1_000);
  await line.ari.call('hangUp', { channelId: id });
  await call.reaches('ended');

  expect({ digits: call.digits, cause: call.cause }).toEqual({ digits: '12#', cause: 16 });
  expect(toneMs(await call.heard(), HOLD_MUSIC_HZ)).toBeGreaterThanOrEqual(1_000);
  expect(toneMs(await onLine(), 1_000)).toBeGreaterThanOrEqual(1_000);
});

test('is refused for whatever reason, the third time', async () => {
  const world = await worldOf((_number, dialedBefore) =>
    refusal(dialedBefore < 2 ? CAUSES.busy : CAUSES.numberChanged),
  );
  const codes: (number | undefined)[] = [];
  for (let times = 0; times < 3; times += 1) {
    codes.push((await line.told('ChannelDestroyed', await line.dial(number))).tech_cause);
  }
  expect(codes).toEqual([486, 486, 410]);
  await Promise.all(world.calls.map((call) => call.reaches('ended')));
  expect(world.calls).toHaveLength(3);
});

test.each<[why: string, behaviour: Behaviour, phase: WorldCall['phase']]>([
  ['rings until the caller gives up', { kind: 'rings-out' }, 'ringing'],
  ['is never heard of', { kind: 'lost' }, 'offered'],
])('%s', async (_why, behaviour, phase) => {
  const world = await worldOf(() => behaviour);
  const id = await line.dial(number, { timeoutSeconds: 1 });
  const call = await world.callTo(number);
  await call.until(phase, (now) => now.phase === phase || undefined);
  const { tech_cause } = await line.told('ChannelDestroyed', id);
  await call.reaches('ended');
  expect(tech_cause).toBe(480);
});

const greeting = { voice: 'en', wordsPerMinute: 200, text: 'Leave a message.' };

test.each<[why: string, behaviour: Behaviour, toneHz: number, ms: number]>([
  ['a machine beeps after its greeting', machine(greeting), MACHINE_BEEP_HZ, 400],
  ['a fax answers with its tone', fax(), FAX_ANSWER_HZ, 2_800],
])('%s', async (_why, behaviour, toneHz, ms) => {
  const world = await worldOf(() => behaviour);
  const id = await line.dial(number);
  const call = await world.callTo(number);
  await line.told('StasisStart', id);
  const onLine = await hearOnLine(id);
  await call.until('the end of what it says', ({ playbacks }) => playbacks > 0 || undefined);
  await line.ari.call('hangUp', { channelId: id });
  const heard = await onLine();
  expect(toneMs(heard, toneHz)).toBeGreaterThanOrEqual(ms);
  expect(toneMs(heard, toneHz)).toBeLessThanOrEqual(ms + 600);
});

test('early media is heard before the answer; then it says its word and hangs up', async () => {
  const world = await worldOf(() => ({
    kind: 'answers',
    ringMs: 1_000,
    early: tone(600, 500),
    says: [tone(1_000, 500)],
    afterwards: 'hangs-up',
  }));
  const id = await line.dial(number);
  const call = await world.callTo(number);
  await call.reaches('ringing');
  await line.until('early media', (events) =>
    events.some(
      (event) => event.type === 'Dial' && event.dialstatus === 'PROGRESS' && event.peer.id === id,
    ),
  );
  await line.told('StasisStart', id);
  await call.reaches('ended');
  expect((await line.told('ChannelDestroyed', id)).cause).toBe(16);
});

test('an echo gives back what comes in', async () => {
  const world = await worldOf(() => ({ kind: 'echoes', ringMs: 0 }));
  const id = await line.dial(number);
  const call = await world.callTo(number);
  await line.told('StasisStart', id);
  const onLine = await hearOnLine(id);
  await line.ari.call('startMusic', { channelId: id });
  await call.hears(HOLD_MUSIC_HZ, 1_000);
  await line.ari.call('hangUp', { channelId: id });
  expect(toneMs(await onLine(), HOLD_MUSIC_HZ)).toBeGreaterThanOrEqual(600);
});

test('a person leaves when nobody speaks, and stays to talk when somebody does', async () => {
  const sentences = [{ voice: 'en', wordsPerMinute: 200, text: 'Hello?' }];
  const times = { ringMs: 0, pauseMs: 300, patienceMs: 1_000, talkMs: 2_500 };
  const world = await worldOf(() => person(sentences, times));
  const first = await line.dial(number);
  const waiting = await world.callTo(number);
  const alone = await line.told('ChannelDestroyed', first);
  await waiting.reaches('ended');
  expect(waiting.talks).toBe(0);

  const second = await line.dial(number);
  const call = await world.callTo(number);
  await line.told('StasisStart', second);
  await line.ari.call('startMusic', { channelId: second });
  const met = await line.told('ChannelDestroyed', second);
  expect(call.talks).toBeGreaterThan(0);
  expect(livedMs(met)).toBeGreaterThan(livedMs(alone) + 1_000);
});

const livedMs = ({ channel, timestamp }: EventOf<'ChannelDestroyed'>): number =>
  Date.parse(timestamp) - Date.parse(channel.creationtime);

test('whoever answers while no application is there hears the message', async () => {
  const world = await worldOf(() => silent(600));
  await line.dial(number);
  const call = await world.callTo(number);
  await call.reaches('ringing');
  await line.leave();
  await call.reaches('ended');
  await line.listen();
  const heard = await call.heard();
  expect(lengthMs(heard)).toBeGreaterThan(3_000);
  expect(loudShare(heard)).toBeGreaterThan(0.4);
  expect(await line.ari.call('listChannels', {})).toEqual([]);
});

/** Share of the tenths of a second in which there is some sound. */
function loudShare({ rateHz, values }: Samples): number {
  const size = rateHz / 10;
  const pieces = Array.from({ length: Math.floor(values.length / size) }, (_, index) =>
    values.subarray(index * size, (index + 1) * size),
  );
  return (
    pieces.filter((piece) => piece.some((value) => Math.abs(value) > 0.05)).length / pieces.length
  );
}
