import { must } from '@outpace/engine/basics/assert.ts';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { attemptId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, seconds } from '@outpace/engine/basics/time.ts';
import type { CpdProfile } from '@outpace/engine/campaigns/voice.ts';
import type { CpdFinding } from '@outpace/engine/dialing/attempt.ts';
import { ContractDesk, SOON } from '@outpace/server/switch/contract-desk.ts';
import { tone as sound } from '@outpace/server/switch/instance/samples.ts';
import { writeSound } from '@outpace/server/switch/instance/sound-files.ts';
import { toneMs } from '@outpace/server/switch/instance/tone-levels.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Behaviour } from './behaviour.ts';
import { fax, machine, pause, silent, speech, tone } from './behaviour.ts';
import { AGENT_HZ, VoiceRig } from './voice-rig.ts';

const MESSAGE_HZ = 2_000;
const MESSAGE_MS = 1_500;
const MESSAGE = 'test-message';

const said = (text: string) => ({ voice: 'en-us', wordsPerMinute: 160, text });
const GREETING = said(
  'Hi, you have reached my voice mail. I cannot take your call. Please leave a message.',
);
const person: Behaviour = {
  kind: 'answers',
  ringMs: 50,
  says: [pause(300), speech(said('Hello?')), pause(10_000)],
  afterwards: 'listens',
};
const machineWithOtherBeep: Behaviour = {
  kind: 'answers',
  ringMs: 50,
  says: [pause(300), speech(GREETING), pause(200), tone(440, 500)],
  afterwards: 'listens',
};

let rig: VoiceRig;
let desk: ContractDesk;
let count = 0;

beforeAll(async () => {
  rig = await VoiceRig.open();
  desk = new ContractDesk(rig);
  await writeSound(rig.dialer.soundsFolder, MESSAGE, sound(MESSAGE_HZ, MESSAGE_MS, 16_000, 0.3));
});
afterAll(() => rig.close());

function dial(phone: PhoneNumber, detect: CpdProfile): AttemptId {
  count += 1;
  const id = attemptId(`a000002-${String(count).padStart(8, '0')}`);
  const giveUpAt = after(rig.now(), seconds(20));
  const order = { type: 'originate', attemptId: id, phone, giveUpAt, detect } as const;
  rig.carrier.originate({ ...order, message: MESSAGE });
  return id;
}

function numberOf(behaviour: Behaviour): PhoneNumber {
  const phone = desk.number(SOON);
  rig.behaveAs(phone, behaviour);
  return phone;
}

async function findingOf(call: AttemptId): Promise<CpdFinding> {
  await desk.told('call-progress', call);
  const event = rig.events.find((each) => each.type === 'call-progress' && each.attemptId === call);
  return must(event?.type === 'call-progress' ? event : undefined, 'a verdict');
}

test.each<[who: string, verdict: string, cause: RegExp, behaviour: Behaviour]>([
  ['a person who says hello', 'person', /^HUMAN-/, person],
  ['a machine with a long greeting', 'machine', /^(LONGGREETING|MAXWORDS)-/, machine(GREETING)],
  ['a fax', 'fax', /^TONE-2100$/, fax()],
  ['somebody who says nothing', 'silence', /^INITIALSILENCE-/, silent()],
])('%s is told as %s', async (_who, verdict, cause, behaviour) => {
  const call = dial(numberOf(behaviour), 'balanced');
  const finding = await findingOf(call);
  expect(finding).toMatchObject({ verdict, cause: expect.stringMatching(cause) });
  expect(finding.afterMs).toBeGreaterThan(200);
  expect(finding.afterMs).toBeLessThan(5_500);
  desk.hangUp(call);
  await desk.told('call-ended', call);
});

test('a cautious profile takes longer to call somebody a machine', async () => {
  const calls = [dial(numberOf(machine(GREETING)), 'quick')];
  calls.push(dial(numberOf(machine(GREETING)), 'cautious'));
  const [quick, cautious] = await Promise.all(calls.map(findingOf));
  expect(quick?.verdict).toBe('machine');
  expect(cautious?.afterMs).toBeGreaterThan(quick?.afterMs ?? 0);
  for (const call of calls) desk.hangUp(call);
  for (const call of calls) await desk.told('call-ended', call);
});

test('the agent talks already while it is being found out', async () => {
  const agent = await desk.agentUp();
  const phone = numberOf(machine(GREETING));
  const call = dial(phone, 'balanced');
  await desk.told('call-answered', call);
  desk.join(call, agent);
  const { verdict } = await findingOf(call);
  const side = await rig.world.callTo(phone);
  desk.hangUp(call);
  await side.reaches('ended');
  expect(verdict).toBe('machine');
  expect(toneMs(await side.heard(), AGENT_HZ)).toBeGreaterThan(1_500);
});

test('whoever hangs up before the verdict is not judged', async () => {
  const phone = numberOf(silent());
  const call = dial(phone, 'balanced');
  await desk.told('call-answered', call);
  await rig.hangUpCallee(phone);
  await desk.told('call-ended', call);
  await desk.another();
  expect(desk.storyOf(call)).toEqual(['call-ringing', 'call-answered', 'remote-release']);
});

test.each<[when: string, behaviour: Behaviour]>([
  ['after the beep', machine(GREETING)],
  ['after a beep that is not known, when the silence lasts', machineWithOtherBeep],
  ['where nothing is heard at all', silent()],
])('a message is left %s', async (_when, behaviour) => {
  const phone = numberOf(behaviour);
  const call = dial(phone, 'balanced');
  await findingOf(call);
  const side = await rig.world.callTo(phone);
  const order = { type: 'play-and-release', attemptId: call, message: MESSAGE } as const;
  rig.carrier.playAndRelease({ ...order, when: 'after-beep' });
  await desk.told('call-ended', call);
  await side.reaches('ended');
  const heardMs = toneMs(await side.heard(), MESSAGE_HZ);
  expect(Math.abs(heardMs - MESSAGE_MS)).toBeLessThanOrEqual(400);
  expect(desk.storyOf(call).at(-1)).toBe('answer');
});

test('where the message is missing the usual one is played', async () => {
  const phone = desk.number(SOON);
  const call = await desk.answered(phone);
  const order = { type: 'play-and-release', attemptId: call, message: 'no-such' } as const;
  rig.carrier.playAndRelease({ ...order, when: 'now' });
  await desk.told('call-ended', call);
  expect(desk.storyOf(call).at(-1)).toBe('answer');
});

test('the call may end while the beep is waited for', async () => {
  const phone = numberOf(silent());
  const call = await desk.answered(phone);
  const order = { type: 'play-and-release', attemptId: call, message: MESSAGE } as const;
  rig.carrier.playAndRelease({ ...order, when: 'after-beep' });
  await rig.hangUpCallee(phone);
  await desk.told('call-ended', call);
  await desk.another();
  expect(desk.storyOf(call).filter((word) => word === 'remote-release')).toHaveLength(1);
});
