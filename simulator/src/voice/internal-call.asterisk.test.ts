import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { ContractDesk } from '@outpace/server/switch/contract-desk.ts';
import { tonesHeard } from '@outpace/server/switch/instance/tone-levels.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { steadyTone } from './behaviour.ts';
import { VoiceRig } from './voice-rig.ts';
import type { WorldCall } from './world-call.ts';

/*
 * Two agents talk with each other, by the tones that arrive at each phone.
 */

const [CALLER_HZ, COLLEAGUE_HZ] = [800, 1_400];

let rig: VoiceRig;
let desk: ContractDesk;

beforeAll(async () => {
  rig = await VoiceRig.open();
  desk = new ContractDesk(rig);
});
afterAll(() => rig.close());

function agentWith(hertz: number): AgentId {
  const id = desk.agent();
  rig.behaveAs(id, steadyTone(hertz));
  rig.carrier.raiseAgent({ type: 'raise-agent', agentId: id, music: false });
  return id;
}

const heardBy = async (side: WorldCall, hertz: number): Promise<readonly number[][]> =>
  tonesHeard(await side.heard(), [hertz]);

test('they hear each other while they are joined, and nobody before and after', async () => {
  const [ann, ben] = [agentWith(CALLER_HZ), agentWith(COLLEAGUE_HZ)];
  await Promise.all([desk.leg(ann, 'up'), desk.leg(ben, 'up')]);
  const [annSide, benSide] = [await rig.world.callTo(ann), await rig.world.callTo(ben)];
  expect(tonesHeard(await benSide.heard(), [CALLER_HZ]).flat()).toEqual([]);
  rig.carrier.joinAgents({ agentIds: [ann, ben] });
  await Promise.all([annSide.hears(COLLEAGUE_HZ, 800), benSide.hears(CALLER_HZ, 800)]);
  rig.carrier.partAgents({ agentIds: [ann, ben] });
  // Another call goes through the same queue of orders: by then they are apart.
  await desk.another();
  const before = [await heardBy(annSide, COLLEAGUE_HZ), await heardBy(benSide, CALLER_HZ)];
  await desk.another();
  const now = [await heardBy(annSide, COLLEAGUE_HZ), await heardBy(benSide, CALLER_HZ)];
  // The last window of before may have been cut short.
  const since = now.map((windows, n) => windows.slice((before[n]?.length ?? 0) + 1).flat());
  expect(since).toEqual([[], []]);
  for (const id of [ann, ben]) desk.drop(id);
  await Promise.all([annSide.reaches('ended'), benSide.reaches('ended')]);
});
