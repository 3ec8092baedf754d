import { expect, test } from 'vitest';
import { agentId } from '../basics/ids.ts';
import { ANN, BEN, CAT, phone, TestSite } from '../test-site.ts';
import { parseTarget } from './targets.ts';
import type { WantedTarget } from './third-party-command.ts';

/** Ann talks, Ben is free, Cat is not; Dan has closed his laptop, Eve is previewing. */
const [DAN, EVE] = [agentId('dan'), agentId('eve')];
const site = TestSite.running({ agents: [ANN, BEN, CAT, DAN, EVE], chains: [] });
for (const id of [BEN, DAN, EVE]) site.ready(id);
site.step({ type: 'agent-disconnected', agentId: DAN });
const eve = site.agent(EVE);
const busy = { ...eve, phase: 'reserved', attemptId: 'a1' } as unknown as typeof eve;
const agents = new Map(site.state.agents).set(EVE, busy);
const call = { agentId: ANN, phone: phone(1) };
const agent = (id: string): WantedTarget => ({ kind: 'agent', agentId: agentId(id) });
const number = (text: string): WantedTarget => ({ kind: 'number', phone: text });

test.each<[why: string, wanted: WantedTarget, found: string]>([
  ['a ready agent', agent('ben'), 'ben'],
  ['nobody calls themselves', agent('ann'), 'TARGET_SELF'],
  ['who is not ready wants no calls', agent('cat'), 'TARGET_NOT_READY'],
  ['nor can who has left their screen', agent('dan'), 'TARGET_NOT_READY'],
  ['who is promised to a call', agent('eve'), 'TARGET_BUSY'],
  ['who has gone home', agent('fay'), 'AGENT_NOT_LOGGED_ON'],
  ['a number, as people type it', number('+1 (212) 555-0142'), '+12125550142'],
  ['one without its country', number('212 555 0142'), 'TARGET_INVALID'],
  ['no number', number('reception'), 'TARGET_INVALID'],
  ['the person who is on the line', number(phone(1)), 'TARGET_IS_CONTACT'],
])('%s', (_why, wanted, found) => {
  const target = parseTarget(wanted, call, agents);
  const word = !target.ok
    ? target.problem
    : target.value.kind === 'agent'
      ? target.value.agentId
      : target.value.phone;
  expect(word).toBe(found);
});
