import { type ContractDesk, SOON } from '@outpace/server/switch/contract-desk.ts';
import { AGENT_HZ, CUSTOMER_HZ, type VoiceRig } from './voice-rig.ts';

/** An agent and a customer who hear each other, with both their sides of the call. */
export async function talkTogether(rig: VoiceRig, desk: ContractDesk) {
  const phone = desk.number(SOON);
  const [call, agent] = await desk.talking(phone);
  const customer = await rig.world.callTo(phone);
  const agentSide = await rig.world.callTo(agent);
  await Promise.all([customer.hears(AGENT_HZ, 400), agentSide.hears(CUSTOMER_HZ, 400)]);
  return { call, agent, customer, agentSide };
}
