import { expect, test } from 'vitest';
import { agentId, campaignGroupId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import {
  AGENTS,
  ANN,
  AUTO_ANSWER,
  BEN,
  CAT,
  chains,
  GROUP,
  START,
  TestSite,
} from '../test-site.ts';
import type { AgentRow } from './supervisor-view.ts';
import { agentRow, sessionRow } from './supervisor-view.ts';

function shift(): TestSite {
  const site = TestSite.running({ agents: [ANN, BEN, CAT], chains: chains(5) });
  site.ready(ANN);
  site.talk(ANN);
  site.ready(BEN);
  return site;
}

test('a group that is not loaded has no row, nor has an agent who is not logged on', () => {
  const { state } = new TestSite();
  expect([sessionRow(state, campaignGroupId('gone')), agentRow(state, agentId('zoe'))]).toEqual([
    undefined,
    undefined,
  ]);
});

test('a group at work, whole', () => {
  expect(sessionRow(shift().state, GROUP)).toEqual({
    groupId: GROUP,
    groupName: 'Group',
    campaignId: 'campaign',
    campaignName: 'Campaign',
    agentGroupName: 'Agents',
    phase: 'running',
    since: START,
    mode: 'progressive',
    multiplier: 1,
    target: { kind: 'abandonment', share: 0.03 },
    autoComplete: false,
    waits: { records: false, ports: false, agents: false, trunks: false },
    buffered: 3,
    agents: { loggedOn: 3, ready: 0, reserved: 1, engaged: 0, talking: 1, wrapUp: 0, notReady: 1 },
    inAir: { offered: 1, dialing: 0, ringing: 0, waiting: 0, connected: 1 },
    counts: {
      attempts: 1,
      liveAnswers: 1,
      connected: 1,
      abandoned: 0,
      byResult: {},
      offers: 2,
      rejects: 0,
      timeOuts: 0,
    },
    abandonment: { share: 0, low: 0, high: expect.closeTo(0.793, 3), limit: 0.03 },
    periodAbandonment: { share: 0, low: 0, high: expect.closeTo(0.793, 3), limit: 0.03 },
    pacing: { ready: 1, waiting: 0, inAir: 0, wanted: 1, opened: 1, bound: 'nothing' },
  });
});

test('before the start pacing has decided nothing', () => {
  const site = new TestSite();
  site.load();
  expect(sessionRow(site.state, GROUP)).toMatchObject({
    phase: 'loading',
    pacing: { ready: 0, waiting: 0, inAir: 0, wanted: 0, opened: 0, bound: 'nothing' },
    abandonment: { share: undefined, low: 0, high: 1, limit: 0.03 },
  });
});

test('calls in the air are counted by phase; one who is listened to waits already', () => {
  const site = TestSite.running({
    plan: { ...AUTO_ANSWER, multiplier: 5 },
    chains: chains(5),
  });
  site.ready(ANN);
  site.ring(site.attempt(1));
  for (const n of [2, 3, 4]) site.answer(site.attempt(n));
  for (const n of [2, 3]) site.verdict(site.attempt(n));
  expect(sessionRow(site.state, GROUP)?.inAir).toEqual({
    offered: 0,
    dialing: 1,
    ringing: 1,
    waiting: 2,
    connected: 1,
  });
});

const row = (over: Partial<AgentRow>): AgentRow => ({
  agentId: ANN,
  name: 'ann',
  groupIds: [AGENTS],
  phase: 'ready',
  reason: undefined,
  since: START,
  pending: undefined,
  connected: true,
  campaignName: 'Campaign',
  calls: 0,
  contacts: 0,
  talkMs: 0,
  timeOuts: 0,
  rejects: 0,
  ...over,
});
const nobody = { agentId: CAT, name: 'cat', campaignName: undefined };

test('agents, each with what they are at and for which campaign', () => {
  const site = shift();
  site.ask(ANN, { type: 'set-not-ready', reason: 'lunch' });
  expect([ANN, BEN, CAT].map((id) => agentRow(site.state, id))).toEqual([
    row({ phase: 'talking', pending: 'not-ready', calls: 1, contacts: 1 }),
    row({ agentId: BEN, name: 'ben', phase: 'previewing' }),
    row({ ...nobody, phase: 'not-ready', reason: 'logged-on' }),
  ]);
});

test('in after-call work and without a browser', () => {
  const site = shift();
  site.tick(seconds(4));
  site.endCall(ANN);
  site.step({ type: 'agent-disconnected', agentId: ANN });
  expect(agentRow(site.state, ANN)).toEqual(
    row({ phase: 'wrap-up', since: site.at, connected: false, calls: 1, contacts: 1 }),
  );
});

test('reserved for a call, the agent works for its campaign', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  expect(agentRow(site.state, ANN)).toEqual(row({ phase: 'reserved' }));
});

test('the share of the law’s period begins with what was before the session', () => {
  const past = { liveAnswers: 400, abandoned: 9 };
  const row = sessionRow(TestSite.running({ plan: { past } }).state, GROUP);
  expect(row?.abandonment.share).toBeUndefined();
  expect(row?.periodAbandonment).toMatchObject({ share: 9 / 400, limit: 0.03 });
});
