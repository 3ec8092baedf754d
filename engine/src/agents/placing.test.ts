import { expect, test } from 'vitest';
import { agentGroupId, campaignGroupId } from '../basics/ids.ts';
import { after, minutes, seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import * as life from '../dialing/session-life.ts';
import { AGENTS, ANN, plan, START } from '../test-site.ts';
import type { AgentPhone } from './agent-phone.ts';
import type { AgentSession, PhaseFacts } from './agent-session.ts';
import { agentDeadline, entered, newAgent } from './agent-session.ts';
import { isOnLine, manualSessions, PLACING_MS, placingProblem } from './placing.ts';

const session = (id: string, changes: Partial<CampaignPlan & DialSession> = {}): DialSession => {
  const { phase = 'active', pausedUntil, ...overrides } = changes;
  const loaded = plan({ manualCalls: true, ...overrides, groupId: campaignGroupId(id) });
  return { ...life.load(loaded, false, START, minutes(10)), phase, pausedUntil };
};

const agent = (facts: PhaseFacts, phone?: AgentPhone): AgentSession => {
  const ann = newAgent({ agentId: ANN, name: 'Ann', groupIds: [AGENTS] }, 'none', START);
  return entered({ ...ann, phone: phone ?? ann.phone }, facts, START);
};

const ready = agent({ phase: 'ready' });
const browser = (
  reachable: boolean,
  leg: 'down' | 'raising' | 'up',
  silent = false,
): AgentPhone => ({
  kind: 'browser',
  reachable,
  leg,
  silent,
});

test('campaigns that are loaded, allow it and are of the agent’s groups, in order', () => {
  const found = manualSessions(ready, [
    session('d', { phase: 'running' }),
    session('a'),
    session('b', { manualCalls: false }),
    session('c', { phase: 'unloading' }),
    session('e', { phase: 'loading' }),
    session('f', { agentGroupId: agentGroupId('others') }),
  ]);
  expect(found.map(({ groupId }) => groupId)).toEqual(['a', 'd']);
});

const lunch = agent({ phase: 'not-ready', reason: 'lunch' });
const some = session('a');
const paused = session('a', { pausedUntil: after(START, seconds(1)) });
const deaf = agent({ phase: 'ready' }, browser(false, 'down'));

// biome-ignore format: a table is read in columns.
test.each<[why: string, who: AgentSession, of: DialSession | undefined, isUp: boolean, is: string | undefined]>([
  ['a ready agent may',                  ready, some,      true,  undefined],
  ['and one who is not ready',           lunch, some,      true,  undefined],
  ['for no campaign nobody may',         ready, undefined, true,  'MANUAL_CALL_NOT_ALLOWED'],
  ['who cannot be heard may not',        deaf,  some,      true,  'PHONE_NOT_READY'],
  ['nor anybody without a switch',       ready, some,      false, 'SWITCH_UNAVAILABLE'],
  ['nor while the store has just failed', ready, paused,   true,  'STORE_UNAVAILABLE'],
])('%s', (_why, who, of, isUp, is) => {
  expect(placingProblem(who, of, isUp, START)).toBe(is);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, phone: AgentPhone, is: boolean]>([
  ['no phone is needed',       { kind: 'none' },             true],
  ['the leg is up',            browser(true, 'up'),          true],
  ['on its way is not there',  browser(true, 'raising'),     false],
  ['a silent leg is not heard', browser(true, 'up', true),   false],
])('on the line: %s', (_why, phone, is) => {
  expect(isOnLine(agent({ phase: 'ready' }, phone))).toBe(is);
});

test('setting a call up ends by itself, whether or not a browser is there', () => {
  const giveUpAt = after(START, PLACING_MS);
  const placing = { callId: 'a1', groupId: 'a', phone: '+12125550109', giveUpAt } as never;
  const patience = { graceMs: seconds(5), abandonedWrapUpMs: minutes(5) };
  const setting = { ...agent({ phase: 'placing', placing }), goneSince: undefined };
  expect(agentDeadline(setting, patience)).toBe(giveUpAt);
});
