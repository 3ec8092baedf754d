import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  AriAnswer,
  AriCallName,
  AriOrder,
} from '@outpace/server/switch/asterisk/ari-calls.ts';
import { AriFault } from '@outpace/server/switch/asterisk/ari-faults.ts';
import type { AriEvent } from '@outpace/server/switch/asterisk/ari-types.ts';
import type { AriCaller } from '@outpace/server/switch/asterisk/connection.ts';
import { tone as toneOf } from '@outpace/server/switch/instance/samples.ts';
import { wavOf } from '@outpace/server/switch/instance/wav.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Answering, type Behaviour, refusal, silent, steadyTone, tone } from './behaviour.ts';
import { WorldCall } from './world-call.ts';
import { WorldSounds } from './world-sounds.ts';

/** Takes every request and remembers it; refuses all once the caller has gone. */
class FakeAri implements AriCaller {
  readonly asked: string[] = [];
  #refusal: AriFault | undefined;

  async call<Name extends AriCallName>(
    name: Name,
    order: AriOrder<Name>,
  ): Promise<AriAnswer<Name>> {
    if (this.#refusal !== undefined) throw this.#refusal;
    const more = Object.entries(order).filter(([key]) => key === 'media' || key === 'reason_code');
    this.asked.push([name, ...more.map(([, value]) => String(value))].join(' '));
    return undefined as AriAnswer<Name>;
  }

  refuse(fault: AriFault): void {
    this.#refusal = fault;
  }
}

const channel = {
  id: '1',
  protocol_id: '',
  name: '',
  state: 'Up',
  caller: { name: '', number: '' },
  dialplan: { context: '', exten: '', app_name: '', app_data: '' },
  creationtime: '',
};
const base = { application: 'world', timestamp: '' };
const destroyed: AriEvent = {
  ...base,
  type: 'ChannelDestroyed',
  channel,
  cause: 16,
  cause_txt: '',
};

let folder: string;
let ari: FakeAri;
let complaints: string[];
let call: WorldCall;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-call-'));
  ari = new FakeAri();
  complaints = [];
  call = callThat('forgotten');
});
afterEach(() => rm(folder, { recursive: true }));

function callThat(hearing: 'recorded' | 'forgotten'): WorldCall {
  const log = pino({ level: 'error' }, { write: (line: string) => void complaints.push(line) });
  const sounds = new WorldSounds(folder, undefined);
  return new WorldCall('1', '+12025550100', '', {
    ari,
    sounds,
    recordingsFolder: folder,
    hearing,
    log,
  });
}

const once = (afterwards: 'listens' | 'hangs-up'): Answering => ({
  kind: 'answers',
  ringMs: 0,
  says: [tone(700, 20), tone(900, 20)],
  afterwards,
});
const both = 'play sound:tone-700-20,sound:tone-900-20';
const finished: AriEvent = {
  ...base,
  type: 'PlaybackFinished',
  playback: { id: '', media_uri: '', target_uri: 'channel:1', state: 'done' },
};

test.each<[why: string, behaviour: Behaviour, asked: string[]]>([
  ['refuses at once', refusal(17), ['hangUpWithCode 17']],
  ['refuses after a while', refusal(21, 1), ['hangUpWithCode 21']],
  ['rings out', { kind: 'rings-out' }, ['ring']],
  ['is lost', { kind: 'lost' }, []],
  ['echoes', { kind: 'echoes', ringMs: 0 }, ['ring', 'answer', 'continueInDialplan']],
  ['listens', silent(0), ['ring', 'answer', 'startSilence']],
  ['says all in one go', once('listens'), ['ring', 'answer', both]],
  [
    'listens for a voice before it speaks',
    { ...once('listens'), talkMs: 1_000 },
    ['ring', 'answer', 'setVariable', both],
  ],
  [
    'is heard before the answer',
    { ...steadyTone(700, 0), early: tone(600, 20) },
    ['progress', 'play sound:tone-600-20', 'answer', 'play sound:tone-700-10000'],
  ],
])('%s', async (_why, behaviour, asked) => {
  await call.live(behaviour);
  expect(ari.asked).toEqual(['subscribe', ...asked]);
  expect(complaints).toEqual([]);
});

test.each<[behaviour: Behaviour, asked: string]>([
  [once('listens'), 'startSilence'],
  [once('hangs-up'), 'hangUpWithCode 16'],
])('having said everything, it does what it is to do', async (behaviour, asked) => {
  await call.live(behaviour);
  call.onEvent(finished);
  expect(ari.asked.at(-1)).toBe(asked);
  expect(call.playbacks).toBe(1);
});

test('a caller who hangs up ends the ringing', async () => {
  const life = call.live(silent(60_000));
  await call.reaches('ringing');
  call.onEvent(destroyed);
  await life;
  expect({ phase: call.phase, cause: call.cause }).toEqual({ phase: 'ended', cause: 16 });
  expect(ari.asked).not.toContain('answer');
});

test('a caller who has just gone is no fault, anything else is', async () => {
  ari.refuse(new AriFault('refused', 'answer', { status: 404 }));
  await call.live(silent(0));
  expect(complaints).toEqual([]);
  ari.refuse(new AriFault('refused', 'answer', { status: 500 }));
  await call.live(silent(0));
  expect(complaints).toHaveLength(1);
});

test('collects the keys that were pressed', () => {
  for (const digit of ['1', '#']) {
    call.onEvent({ ...base, type: 'ChannelDtmfReceived', channel, digit, duration_ms: 100 });
  }
  expect(call.digits).toBe('1#');
});

test('what it heard is read when it is complete', async () => {
  call = callThat('recorded');
  await call.live(silent(0));
  expect(ari.asked).toContain('snoop');
  call.onEvent({
    ...base,
    type: 'StasisStart',
    channel: { ...channel, id: 'ear-1' },
    args: ['ear'],
  });
  expect(ari.asked.at(-1)).toBe('recordChannel');
  call.onEvent(destroyed);
  const heard = call.heard();
  await writeFile(join(folder, 'heard-1.wav'), wavOf(toneOf(700, 100, 8_000)));
  call.onEvent({
    ...base,
    type: 'RecordingFinished',
    recording: { name: 'heard-1', format: 'wav', target_uri: 'channel:ear-1', state: 'done' },
  });
  expect((await heard).values).toHaveLength(800);
});
