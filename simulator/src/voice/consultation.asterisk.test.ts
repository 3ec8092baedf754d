import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { ContractDesk } from '@outpace/server/switch/contract-desk.ts';
import { tonesHeard } from '@outpace/server/switch/instance/tone-levels.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { steadyTone } from './behaviour.ts';
import { talkTogether } from './together.ts';
import { AGENT_HZ, CUSTOMER_HZ, MUSIC_HZ, VoiceRig } from './voice-rig.ts';

/*
 * Who hears whom when a colleague is called in, by the tones that arrive at each phone.
 */

const COLLEAGUE_HZ = 1_400;

let rig: VoiceRig;
let desk: ContractDesk;

beforeAll(async () => {
  rig = await VoiceRig.open();
  desk = new ContractDesk(rig);
});
afterAll(() => rig.close());

const together = () => talkTogether(rig, desk);

/** A colleague with a tone of their own, whose phone is raised for this call. */
function colleague(): AgentId {
  const id = desk.agent();
  rig.behaveAs(id, steadyTone(COLLEAGUE_HZ));
  desk.raise(id);
  return id;
}

test('a colleague is asked, turned away from, and given the call', async () => {
  const { call, agent, customer, agentSide } = await together();
  const ben = colleague();
  rig.carrier.consult({ attemptId: call, target: { kind: 'agent', agentId: ben } });
  await desk.consultation(call, 'answered');
  const benSide = await rig.world.callTo(ben);
  await Promise.all([
    agentSide.hears(COLLEAGUE_HZ, 600),
    benSide.hears(AGENT_HZ, 600),
    customer.hears(MUSIC_HZ, 600),
  ]);
  expect(tonesHeard(await customer.heard(), [COLLEAGUE_HZ]).flat()).toEqual([]);
  expect(tonesHeard(await benSide.heard(), [CUSTOMER_HZ]).flat()).toEqual([]);

  rig.carrier.talkWith({ attemptId: call, side: 'customer' });
  await benSide.hears(MUSIC_HZ, 600);
  rig.carrier.talkWith({ attemptId: call, side: 'target' });
  rig.carrier.completeTransfer({ attemptId: call });
  await desk.told('call-transferred', call);
  await Promise.all([benSide.hears(CUSTOMER_HZ, 800), customer.hears(COLLEAGUE_HZ, 800)]);
  desk.drop(agent);
  await agentSide.reaches('ended');
  // The call outlives the leg of whoever has handed it over.
  await customer.hears(COLLEAGUE_HZ, 1_600);
  expect(desk.storyOf(call).at(-1)).toBe('call-transferred');
  desk.hangUp(call);
  await desk.told('call-ended', call);
  desk.drop(ben);
  await benSide.reaches('ended');
});

test('a colleague joins at once, and nobody hears music for it', async () => {
  const { call, agent, customer, agentSide } = await together();
  const ben = colleague();
  rig.carrier.conference({ attemptId: call, target: { kind: 'agent', agentId: ben } });
  await desk.consultation(call, 'answered');
  const benSide = await rig.world.callTo(ben);
  await Promise.all([
    benSide.hears(CUSTOMER_HZ, 600),
    benSide.hears(AGENT_HZ, 600),
    customer.hears(COLLEAGUE_HZ, 600),
    agentSide.hears(COLLEAGUE_HZ, 600),
  ]);
  expect(tonesHeard(await customer.heard(), [MUSIC_HZ]).flat()).toEqual([]);
  rig.carrier.endConsultation({ attemptId: call });
  await desk.consultation(call, 'ended');
  desk.drop(ben);
  await benSide.reaches('ended');
  await customer.hears(AGENT_HZ, 1_600);
  desk.hangUp(call);
  await desk.told('call-ended', call);
  desk.drop(agent);
});
