import { expect, test } from 'vitest';
import { millis, minutes, seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import {
  ANN,
  AUTO_ANSWER,
  BEN,
  chain,
  chains,
  GROUP,
  kinds,
  LIMITS,
  record,
  TestSite,
  VOICE,
} from '../test-site.ts';

const assured: Partial<CampaignPlan> = { ...AUTO_ANSWER, assured: { of: 'everybody' } };
const seizing: Partial<CampaignPlan> = { ...AUTO_ANSWER, mode: 'progressive-seizing' };

const shift = (plan: Partial<CampaignPlan>, count = 3, agents = [ANN]): TestSite => {
  const site = TestSite.running({ phones: 'needed', plan, chains: chains(count), agents });
  for (const id of agents) site.ready(id);
  return site;
};

test('the record is on the screen, the leg comes up with music, and only then it is dialed', () => {
  const site = TestSite.running({ phones: 'needed', plan: assured });
  expect(site.ready(ANN)).toContainEqual({ type: 'raise-agent', agentId: ANN, music: true });
  expect(site.picture()).toMatchObject({ ann: 'engaged 1 leg raising' });
  expect(site.state.attempts.size).toBe(0);
  expect(kinds(site.leg(ANN, 'up'))).toEqual(['open-attempt', 'originate']);
  expect(site.picture()).toMatchObject({ ann: 'engaged 1 leg up', 'call 1': 'dialing' });
});

test('whoever answers is with the agent in the same instant, whatever detection would like', () => {
  const site = shift(assured);
  site.leg(ANN, 'up');
  const attempt = site.attempt(1);
  site.ring(attempt);
  expect(kinds(site.answer(attempt))).toEqual([
    'open-interaction',
    'connect-interaction',
    'bridge',
    'raise-agent',
  ]);
  expect(site.picture()).toMatchObject({ ann: 'talking 1 leg up', 'call 1': 'connected' });
});

test('a machine that is heard beside the call takes the agent off it', () => {
  const site = shift(assured);
  site.leg(ANN, 'up');
  const attempt = site.attempt(1);
  site.answer(attempt);
  site.verdict(attempt, 'machine');
  expect(site.agent(ANN).lastOutcome?.result).toBe('answering-machine');
  expect(site.picture().ann).toBe('engaged 2 leg raising');
});

test('a beep tells the agent of the merge where the campaign wants one', () => {
  const site = shift({ ...assured, voice: { ...VOICE, mergeBeep: true } });
  site.leg(ANN, 'up');
  const { id: attemptId } = site.attempt(1);
  const bridge = { type: 'bridge', attemptId, agentId: ANN, beep: true };
  expect(site.answer(site.attempt(1))).toContainEqual(bridge);
});

test('who is not reached gets the result, and the agent one line and the next record', () => {
  const site = shift(assured);
  site.leg(ANN, 'up');
  expect(kinds(site.ended(site.attempt(1), 'busy'))).toEqual([
    'close-attempt',
    'save-chain',
    'drop-agent',
    'raise-agent',
  ]);
  expect(site.agent(ANN).lastOutcome).toMatchObject({ contactName: 'Person 1', result: 'busy' });
  expect(site.picture().ann).toBe('engaged 2 leg raising');
});

test('an offer comes first where the campaign shows records first', () => {
  const site = shift({ assured: { of: 'everybody' } });
  expect(site.picture().ann).toBe('previewing 1 leg down');
  site.accept(ANN);
  expect(site.picture().ann).toBe('engaged 1 leg raising');
  expect(site.state.attempts.size).toBe(0);
});

test('where no leg is needed the agent is there at once', () => {
  const site = TestSite.running({ plan: assured });
  site.ready(ANN);
  expect(site.picture()).toMatchObject({ ann: 'engaged 1', 'call 1': 'dialing' });
});

test('of two records only the one that the field names is assured', () => {
  const vip = chain(2, { records: [record(2, { fields: { vip: 'yes' } })] });
  const plan = { ...AUTO_ANSWER, assured: { of: 'field', key: 'vip' } } as const;
  const list = [chain(1), vip];
  const agents = [ANN, BEN];
  const site = TestSite.running({ phones: 'needed', plan, chains: list, agents });
  site.ready(ANN);
  site.ready(BEN);
  expect(site.picture()).toMatchObject({
    ann: 'reserved 1 leg raising',
    ben: 'engaged 2 leg raising',
  });
});

test('above one line per agent an assured record still takes an agent of its own', () => {
  const vip = chain(1, { records: [record(1, { fields: { vip: 'yes' } })] });
  const plan = { ...AUTO_ANSWER, assured: { of: 'field', key: 'vip' }, multiplier: 2 } as const;
  const site = TestSite.running({ plan, chains: [vip, chain(2), chain(3)] });
  site.ready(ANN);
  expect(site.picture()).toMatchObject({ ann: 'engaged 1', 'call 1': 'dialing' });
});

test('while the phone rang the hour passed: nobody is dialed and the agent is free', () => {
  const late = chain(1, { records: [record(1, { dailyTill: 11 * 3_600 + 20 })] });
  const site = TestSite.running({ phones: 'needed', plan: assured, chains: [late] });
  site.ready(ANN);
  site.tick(seconds(30));
  site.leg(ANN, 'up');
  expect(site.picture()).toMatchObject({ ann: 'ready leg down' });
  expect(site.state.attempts.size).toBe(0);
});

test('nobody is dialed for an agent whose browser is gone, until it is back', () => {
  const site = shift(assured);
  site.step({ type: 'agent-disconnected', agentId: ANN });
  site.leg(ANN, 'up');
  expect(site.state.attempts.size).toBe(0);
  expect(kinds(site.step({ type: 'agent-connected', agentId: ANN }))).toContain('originate');
});

test('nor while the switch cannot be reached', () => {
  const site = shift(assured);
  site.step({ type: 'switch-down' });
  site.leg(ANN, 'up');
  expect(site.state.attempts.size).toBe(0);
  site.step({ type: 'switch-up', legs: [{ of: 'agent', agentId: ANN }] });
  expect(site.picture()).toMatchObject({ ann: 'engaged 1 leg up', 'call 1': 'dialing' });
});

test('with seizing the agent is on the line first, and nobody knows for whom', () => {
  const site = shift(seizing);
  // The leg is there from Ready on: one for all customers.
  expect(site.picture()).toMatchObject({ ann: 'ready leg raising' });
  site.leg(ANN, 'up');
  expect(site.picture()).toMatchObject({ ann: 'engaged leg up', 'call 1': 'dialing' });
  expect(site.attempt(1).agentId).toBeUndefined();
});

test('who answers fills the interaction in place, with the note that was written before', () => {
  const site = shift(seizing);
  site.leg(ANN, 'up');
  const agent = site.agent(ANN);
  const id = agent.phase === 'engaged' ? agent.engagement.interactionId : undefined;
  if (id === undefined) throw new Error('Ann is engaged');
  const draft = { callResult: undefined, dispositionCode: undefined, doNotCall: undefined };
  site.ask(ANN, { type: 'save-draft', interactionId: id, draft: { ...draft, note: 'cold' } });
  site.ask(ANN, { type: 'mute', interactionId: id, muted: true });
  site.answer(site.attempt(1));
  site.verdict(site.attempt(1));
  expect(site.interaction(ANN)).toMatchObject({
    id,
    phase: 'connected',
    muted: true,
    draft: { callResult: 'answer', note: 'cold' },
  });
});

test('one leg serves many customers in turn, and stays on the line when one is not reached', () => {
  const site = shift(seizing);
  site.leg(ANN, 'up');
  site.ended(site.attempt(1), 'busy');
  expect(site.picture()).toMatchObject({ ann: 'engaged leg up', 'call 2': 'dialing' });
  site.answer(site.attempt(2));
  site.verdict(site.attempt(2));
  site.endCall(ANN);
  site.markDone(ANN);
  expect(site.picture()).toMatchObject({ ann: 'engaged leg up', 'call 3': 'dialing' });
});

test('who answers while nobody is on the line hears the message and is counted', () => {
  const site = shift({ ...seizing, multiplier: 2, limits: { ...LIMITS, verdictMs: millis(0) } });
  site.leg(ANN, 'up');
  site.answer(site.attempt(1));
  site.answer(site.attempt(2));
  expect(site.picture()).toMatchObject({ 'call 1': 'connected', 'call 2': 'waiting' });
  expect(kinds(site.tick(seconds(2)))).toContain('play-and-release');
  const [session] = site.state.sessions.values();
  expect(session?.counts).toMatchObject({ liveAnswers: 2, connected: 1, abandoned: 1 });
});

test('an assured record among the others takes a line that is held already', () => {
  const vip = chain(1, { records: [record(1, { fields: { vip: 'yes' } })] });
  const plan = { ...seizing, assured: { of: 'field', key: 'vip' } } as const;
  const site = TestSite.running({ phones: 'needed', plan, chains: [vip, chain(2)] });
  site.ready(ANN);
  site.leg(ANN, 'up');
  expect(site.picture().ann).toBe('engaged 1 leg up');
  expect(site.attempt(1).agentId).toBe(ANN);
});

test('no more agents are held than there may be calls, and none without anybody to dial', () => {
  const few = shift({ ...seizing, limits: { ...LIMITS, attemptsMax: 1 } }, 3, [ANN, BEN]);
  few.leg(ANN, 'up');
  few.leg(BEN, 'up');
  expect(few.picture()).toMatchObject({ ann: 'engaged leg up', ben: 'ready leg up' });
  expect(shift(seizing, 0).picture().ann).toBe('ready leg raising');
});

test('a stopped group lets its lines go when nobody is in the air any more', () => {
  const site = shift(seizing);
  site.leg(ANN, 'up');
  site.order({ type: 'stop', groupId: site.attempt(1).groupId });
  expect(site.picture().ann).toBe('engaged leg up');
  site.ended(site.attempt(1), 'busy');
  expect(site.picture().ann).toBe('ready leg up');
  site.tick(minutes(1));
});

test('a group that completes itself lets go of whoever is still on the line', () => {
  const once = { ...seizing, treatments: [] };
  const order = { phones: 'needed', plan: once, chains: [chain(1)], autoComplete: true } as const;
  const site = TestSite.running({ ...order, agents: [ANN, BEN] });
  for (const id of [ANN, BEN]) {
    site.ready(id);
    site.leg(id, 'up');
  }
  site.lease([], GROUP, 0);
  expect(site.picture()).toMatchObject({ ann: 'engaged leg up', ben: 'engaged leg up' });
  site.ended(site.attempt(1), 'busy');
  expect(site.picture()).toEqual({ ann: 'ready leg down', ben: 'ready leg down' });
});
