import { expect, test } from 'vitest';
import type { AgentSession } from '../agents/agent-session.ts';
import type { CampaignId } from '../basics/ids.ts';
import { agentGroupId, agentId, campaignId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import { typedText } from '../calling-lists/suppression.ts';
import { AGENTS, ANN, BEN, CAT, phone, TestSite } from '../test-site.ts';
import { parseTarget } from './targets.ts';
import type { WantedTarget } from './third-party-command.ts';

/** Ann talks, Ben and Gil are free, Cat is not; Dan has closed his laptop, Eve is previewing. */
const [DAN, EVE, GIL] = [agentId('dan'), agentId('eve'), agentId('gil')];
const site = TestSite.running({ agents: [ANN, BEN, CAT, DAN, EVE, GIL], chains: [] });
for (const id of [DAN, GIL]) site.ready(id);
site.step({ type: 'agent-disconnected', agentId: DAN });
site.tick(seconds(1));
for (const id of [BEN, EVE]) site.ready(id);
const NIGHT = agentGroupId('night');
const inGroup = (agent: AgentSession, id: string): AgentSession => ({
  ...agent,
  groupIds: [...agent.groupIds, agentGroupId(id)],
});
const eve = site.agent(EVE);
const busy = { ...eve, phase: 'reserved', attemptId: 'a1' } as unknown as typeof eve;
const agents = new Map(site.state.agents)
  .set(EVE, inGroup(busy, 'night'))
  .set(CAT, inGroup(site.agent(CAT), 'night'))
  .set(BEN, inGroup(site.agent(BEN), 'day'));
const HERE = campaignId('here');
const barred = (n: number, campaign: CampaignId | undefined) =>
  typedText({ phone: phone(n), campaignId: campaign });
const suppressed = new Map([
  [barred(9, undefined), site.at],
  [barred(8, HERE), site.at],
  [barred(7, campaignId('there')), site.at],
]);
const call = { agentId: ANN, phone: phone(1) };
const agent = (id: string): WantedTarget => ({ kind: 'agent', agentId: agentId(id) });
const group = (id: string): WantedTarget => ({ kind: 'group', agentGroupId: agentGroupId(id) });
const number = (text: string): WantedTarget => ({ kind: 'number', phone: text });

test.each<[why: string, wanted: WantedTarget, found: string]>([
  ['a ready agent', agent('ben'), 'ben'],
  ['nobody calls themselves', agent('ann'), 'TARGET_SELF'],
  ['who is not ready wants no calls', agent('cat'), 'TARGET_NOT_READY'],
  ['nor can who has left their screen', agent('dan'), 'TARGET_NOT_READY'],
  ['who is promised to a call', agent('eve'), 'TARGET_BUSY'],
  ['who has gone home', agent('fay'), 'AGENT_NOT_LOGGED_ON'],
  ['of a group who has been ready the longest, and is there', group(AGENTS), 'gil'],
  ['no one of another group, however long they are ready', group('day'), 'ben'],
  ['a group whose agents are busy or have a break', group(NIGHT), 'TARGET_GROUP_NOT_READY'],
  ['a group that nobody is of', group('ghosts'), 'TARGET_GROUP_NOT_READY'],
  ['a number, as people type it', number('+1 (212) 555-0142'), '+12125550142'],
  ['one without its country', number('212 555 0142'), 'TARGET_INVALID'],
  ['no number', number('reception'), 'TARGET_INVALID'],
  ['the person who is on the line', number(phone(1)), 'TARGET_IS_CONTACT'],
  ['who is not called by this campaign', number(phone(8)), 'NUMBER_SUPPRESSED'],
  ['who is not called by another', number(phone(7)), phone(7)],
  ['who does not want to be called', number(phone(9)), 'NUMBER_SUPPRESSED'],
])('%s', (_why, wanted, found) => {
  const target = parseTarget(wanted, call, { agents, suppressed, campaignId: HERE });
  const word = !target.ok
    ? target.problem
    : target.value.kind === 'agent'
      ? target.value.agentId
      : target.value.phone;
  expect(word).toBe(found);
});
