import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import { interactionId } from '@outpace/engine/basics/ids.ts';
import { ContractDesk, SOON } from '@outpace/server/switch/contract-desk.ts';
import type { Samples } from '@outpace/server/switch/instance/samples.ts';
import { toneMs, tonesHeard } from '@outpace/server/switch/instance/tone-levels.ts';
import { parseWav } from '@outpace/server/switch/instance/wav.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { steadyTone } from './behaviour.ts';
import { talkTogether } from './together.ts';
import { AGENT_HZ, CUSTOMER_HZ, MUSIC_HZ, VoiceRig } from './voice-rig.ts';
import type { WorldCall } from './world-call.ts';

const THIRD_HZ = 1_400;
const SUPERVISOR_HZ = 1_700;
const BEEP_HZ = 880;

let rig: VoiceRig;
let desk: ContractDesk;

beforeAll(async () => {
  rig = await VoiceRig.open();
  desk = new ContractDesk(rig);
});
afterAll(() => rig.close());

const atPhone = (of: AgentId): Promise<WorldCall> => rig.world.callTo(of);

const together = () => talkTogether(rig, desk);

async function end(call: AttemptId): Promise<void> {
  desk.hangUp(call);
  await desk.told('call-ended', call);
}

/** What is heard in the windows after those that were heard before. */
const since = async (side: WorldCall, before: Samples, hz: readonly number[]) => {
  const { rateHz, values } = await side.heard();
  return tonesHeard({ rateHz, values: values.subarray(before.values.length) }, hz);
};

test('an agent who waits hears music, a tone at the merge, and then the customer', async () => {
  const { agentSide, call } = await together();
  const heard = tonesHeard(await agentSide.heard(), [MUSIC_HZ, BEEP_HZ, CUSTOMER_HZ]).flat();
  expect(heard).toContain(BEEP_HZ);
  expect(heard.at(-1)).toBe(CUSTOMER_HZ);
  await end(call);
});

test('who is held hears music and not the agent, and the agent nothing of them', async () => {
  const { call, customer, agentSide } = await together();
  desk.hold(call, true);
  await customer.hears(MUSIC_HZ, 600);
  const [before, agentBefore] = [await customer.heard(), await agentSide.heard()];
  await customer.hears(MUSIC_HZ, 1_600);
  expect((await since(customer, before, [AGENT_HZ])).flat()).toEqual([]);
  expect((await since(agentSide, agentBefore, [CUSTOMER_HZ])).flat()).toEqual([]);
  desk.hold(call, false);
  await customer.hears(AGENT_HZ, 1_200);
  await end(call);
});

test('who is muted is not heard, and still hears', async () => {
  const { call, customer, agentSide } = await together();
  desk.mute(call, true);
  const before = await customer.heard();
  const heardMs = toneMs(await agentSide.heard(), CUSTOMER_HZ);
  await agentSide.hears(CUSTOMER_HZ, heardMs + 1_200);
  // The order itself takes a moment.
  expect((await since(customer, before, [AGENT_HZ])).slice(2).flat()).toEqual([]);
  desk.mute(call, false);
  await customer.hears(AGENT_HZ, toneMs(before, AGENT_HZ) + 800);
  await end(call);
});

test('digits arrive one by one, in the order in which they were pressed', async () => {
  const { call, customer } = await together();
  for (const digits of ['19', '#', '*0A']) {
    rig.carrier.sendDigits({ type: 'send-digits', attemptId: call, digits });
  }
  await customer.until('all digits', ({ digits }) => digits === '19#*0A' || undefined);
  await end(call);
});

test('a recording has both sides, and silence where it was paused', async () => {
  const { call, customer } = await together();
  desk.record(call, 'start');
  await desk.recording(call, 'started');
  await customer.hears(AGENT_HZ, toneMs(await customer.heard(), AGENT_HZ) + 1_000);
  desk.record(call, 'pause');
  await customer.hears(AGENT_HZ, toneMs(await customer.heard(), AGENT_HZ) + 1_000);
  desk.record(call, 'resume');
  await customer.hears(AGENT_HZ, toneMs(await customer.heard(), AGENT_HZ) + 1_000);
  desk.record(call, 'stop');
  await desk.recording(call, 'finished');
  const kept = rig.events.findLast((event) => event.type === 'recording');
  const file = kept?.type === 'recording' ? kept.file : '';
  expect(file).toMatch(/^main\/\d{4}-\d{2}\/i000001-/);

  const stored = await rig.carrier.open(file);
  const samples = parseWav(Buffer.from(await new Response(stored?.stream).arrayBuffer()));
  const windows = tonesHeard(must(samples, 'a wav file'), [AGENT_HZ, CUSTOMER_HZ]);
  const counts = windows.map((tones) => tones.length);
  // Both, then neither, then both again.
  expect(counts.join('').replace(/1/g, '')).toMatch(/^2{3,}0{3,}2{3,}$/);
  expect(kept).toMatchObject({ state: 'finished' });
  const durationMs = kept?.type === 'recording' && 'durationMs' in kept ? kept.durationMs : 0;
  expect(Math.abs(durationMs - windows.length * 200)).toBeLessThan(500);

  await rig.carrier.remove(file);
  await rig.carrier.remove(file);
  expect(await rig.carrier.open(file)).toBeUndefined();
  await end(call);
});

test('both sides hear that they are recorded, once', async () => {
  const { call, customer, agentSide } = await together();
  rig.carrier.record({
    type: 'record',
    attemptId: call,
    interactionId: interactionId('i000001-announced'),
    what: 'start',
    announcement: 'beep',
  });
  const before = toneMs(await agentSide.heard(), BEEP_HZ);
  await Promise.all([customer.hears(BEEP_HZ, 200), agentSide.hears(BEEP_HZ, before + 200)]);
  await end(call);
});

test('a consulted third party and the customer hear the agent in turn, then both', async () => {
  const { agent, call, customer, agentSide } = await together();
  const phone = desk.number(SOON);
  rig.behaveAs(phone, steadyTone(THIRD_HZ));
  rig.carrier.consult({ attemptId: call, target: { kind: 'number', phone } });
  await desk.consultation(call, 'answered');
  const third = await rig.world.callTo(phone);
  await Promise.all([
    agentSide.hears(THIRD_HZ, 600),
    third.hears(AGENT_HZ, 600),
    customer.hears(MUSIC_HZ, 600),
  ]);
  expect(tonesHeard(await third.heard(), [CUSTOMER_HZ]).flat()).toEqual([]);
  expect(tonesHeard(await customer.heard(), [THIRD_HZ]).flat()).toEqual([]);

  rig.carrier.talkWith({ attemptId: call, side: 'customer' });
  await third.hears(MUSIC_HZ, 600);
  rig.carrier.talkWith({ attemptId: call, side: 'both' });
  await Promise.all([third.hears(CUSTOMER_HZ, 600), customer.hears(THIRD_HZ, 600)]);

  rig.carrier.completeTransfer({ attemptId: call });
  const musicMs = toneMs(await agentSide.heard(), MUSIC_HZ);
  await agentSide.hears(MUSIC_HZ, musicMs + 800);
  await end(call);
  await third.reaches('ended');
  desk.drop(agent);
  await agentSide.reaches('ended');
  // The last second was for the agent alone.
  const last = tonesHeard(await agentSide.heard(), [CUSTOMER_HZ, THIRD_HZ]).slice(-4);
  expect(last.flat()).toEqual([]);
});

test('a supervisor listens, whispers to the agent alone, and joins in', async () => {
  const { call, customer, agentSide } = await together();
  const supervisor = desk.agent();
  rig.behaveAs(supervisor, steadyTone(SUPERVISOR_HZ));
  desk.raise(supervisor);
  rig.carrier.supervise({ attemptId: call, supervisorId: supervisor, how: 'listen' });
  const ear = await atPhone(supervisor);
  await Promise.all([ear.hears(AGENT_HZ, 600), ear.hears(CUSTOMER_HZ, 600)]);
  expect(tonesHeard(await agentSide.heard(), [SUPERVISOR_HZ]).flat()).toEqual([]);

  rig.carrier.supervise({ attemptId: call, supervisorId: supervisor, how: 'whisper' });
  await agentSide.hears(SUPERVISOR_HZ, 800);
  expect(tonesHeard(await customer.heard(), [SUPERVISOR_HZ]).flat()).toEqual([]);

  rig.carrier.supervise({ attemptId: call, supervisorId: supervisor, how: 'barge' });
  await customer.hears(SUPERVISOR_HZ, 800);
  rig.carrier.supervise({ attemptId: call, supervisorId: supervisor, how: 'stop' });
  await ear.hears(MUSIC_HZ, 600);
  await end(call);
});
