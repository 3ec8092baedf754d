import { expect, test } from 'vitest';
import { agentGroupId, attemptId, campaignGroupId, interactionId, offerId } from '../basics/ids.ts';
import { minutes } from '../basics/time.ts';
import type { AgentLeg } from '../campaigns/voice.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { load } from '../dialing/session-life.ts';
import { AGENTS, ANN, phone, plan, START, VOICE } from '../test-site.ts';
import type { LegWish } from './agent-leg.ts';
import { isNailedUp, legWish } from './agent-leg.ts';
import type { PhaseFacts } from './agent-session.ts';
import { entered, newAgent } from './agent-session.ts';

const ann = newAgent({ agentId: ANN, name: 'Ann', groupIds: [AGENTS] }, 'needed', START);

// biome-ignore format: a table is read in columns.
test.each<[facts: PhaseFacts, perCall: LegWish, nailedUp: LegWish]>([
  [{ phase: 'not-ready', reason: 'lunch' },                   'down', 'as-is'],
  [{ phase: 'ready' },                                        'down', 'up'],
  [{ phase: 'previewing', offerId: offerId('o1') },           'down', 'as-is'],
  [{ phase: 'reserved', attemptId: attemptId('a1') },         'up',   'up'],
  [{ phase: 'talking', interactionId: interactionId('i1') },  'up',   'up'],
  [{ phase: 'wrap-up', interactionId: interactionId('i1') },  'down', 'as-is'],
])('$phase', (facts, perCall, nailedUp) => {
  const agent = entered(ann, facts, START);
  expect([legWish(agent, false), legWish(agent, true)]).toEqual([perCall, nailedUp]);
});

test('whoever is called again from after-call work is on the line first', () => {
  const agent = entered(ann, { phase: 'wrap-up', interactionId: interactionId('i1') }, START);
  if (agent.phase !== 'wrap-up') throw new Error('Ann wraps up');
  const waits = { ...agent, recallTo: { kind: 'new-number', phone: phone(1) } } as const;
  expect(legWish(waits, false)).toBe('up');
});

const session = (agentLeg: AgentLeg, change: Partial<DialSession> = {}, group = AGENTS) => ({
  ...load(plan({ agentGroupId: group, voice: { ...VOICE, agentLeg } }), false, START, minutes(10)),
  groupId: campaignGroupId(`${agentLeg} ${group}`),
  ...change,
});
const others = agentGroupId('others');

// biome-ignore format: a table is read in columns.
test.each<[why: string, sessions: readonly DialSession[], isNailedUp: boolean]>([
  ['nothing is loaded',                    [],                                             false],
  ['every campaign is content with a leg a call', [session('per-call')],                   false],
  ['one that is loaded wants it for the shift', [session('per-call'), session('nailed-up')], true],
  ['running or not',                       [session('nailed-up', { phase: 'running' })],   true],
  ['one that leaves wants nothing more',   [session('nailed-up', { phase: 'unloading' })], false],
  ['that of another group is not asked',   [session('nailed-up', {}, others)],             false],
])('%s', (_why, sessions, nailedUp) => {
  expect(isNailedUp(ann, sessions)).toBe(nailedUp);
});
