import { expect, test } from 'vitest';
import { seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { AgentLeg } from '../campaigns/voice.ts';
import type { Effect } from '../effect.ts';
import { ANN, AUTO_ANSWER, BEN, GROUP, TestSite, VOICE } from '../test-site.ts';

const legs = (effects: readonly Effect[]): readonly string[] =>
  effects.flatMap((effect) =>
    effect.type === 'raise-agent' || effect.type === 'drop-agent' ? [effect.type] : [],
  );
const voice = (agentLeg: AgentLeg): Partial<CampaignPlan> => ({ voice: { ...VOICE, agentLeg } });

/** A running group of agents with phones that can be called; Ann is not ready yet. */
const site = (agentLeg: AgentLeg, plan: Partial<CampaignPlan> = {}) =>
  TestSite.running({ phones: 'needed', plan: { ...voice(agentLeg), ...plan } });

test('a leg for a call comes with Accept and goes with the call', () => {
  const calls = site('per-call');
  expect(legs(calls.ready(ANN))).toEqual([]);
  expect(legs(calls.accept(ANN))).toEqual(['raise-agent']);
  expect(calls.leg(ANN, 'up')).toEqual([
    { type: 'agent-changed', agentId: ANN },
    { type: 'session-changed', groupId: GROUP },
  ]);
  calls.answer(calls.attempt(1));
  calls.verdict(calls.attempt(1));
  expect(legs(calls.endCall(ANN))).toEqual(['drop-agent']);
  expect(legs(calls.markDone(ANN))).toEqual([]);
});

test('a reserved agent is called while the customer is', () => {
  const calls = site('per-call', AUTO_ANSWER);
  expect(calls.ready(ANN).filter(({ type }) => type === 'raise-agent')).toEqual([
    { type: 'raise-agent', agentId: ANN, music: false },
  ]);
  // Nobody home: the next record is dialed at once, and the leg is kept for it.
  expect(legs(calls.ended(calls.attempt(1), 'no-answer'))).toEqual(['drop-agent', 'raise-agent']);
});

test('a nailed-up leg comes with Ready, and stays until the end of the shift', () => {
  const calls = site('nailed-up');
  expect(legs(calls.ready(ANN))).toEqual(['raise-agent']);
  calls.leg(ANN, 'up');
  calls.talk(ANN);
  expect(legs(calls.endCall(ANN))).toEqual([]);
  expect(legs(calls.ask(ANN, { type: 'set-not-ready', reason: 'lunch' }))).toEqual([]);
  expect(legs(calls.markDone(ANN))).toEqual([]);
  expect(calls.picture().ann).toBe('not-ready lunch leg up');
  expect(legs(calls.ready(ANN))).toEqual([]);
  calls.ask(ANN, { type: 'set-not-ready', reason: 'lunch' });
  expect(legs(calls.ask(ANN, { type: 'log-off' }))).toEqual(['drop-agent']);
});

test('whatever is known of the leg, logging off drops it', () => {
  expect(legs(site('per-call').ask(ANN, { type: 'log-off' }))).toEqual(['drop-agent']);
  expect(legs(TestSite.running().ask(ANN, { type: 'log-off' }))).toEqual([]);
});

test('a campaign that wants the leg for the shift raises it when it is loaded', () => {
  const calls = new TestSite({}, 'needed');
  for (const id of [ANN, BEN]) {
    calls.logOn(id);
    calls.reach(id);
  }
  calls.ready(ANN);
  const { plan } = site('nailed-up').state.sessions.get(GROUP) ?? {};
  if (plan === undefined) expect.unreachable();
  expect(calls.load(plan).filter(({ type }) => type === 'raise-agent')).toEqual([
    { type: 'raise-agent', agentId: ANN, music: false },
  ]);
  calls.leg(ANN, 'up');
  expect(legs(calls.order({ type: 'force-unload', groupId: GROUP }))).toEqual(['drop-agent']);
});

test('a leg that is still on its way is dropped like any other', () => {
  const calls = site('per-call');
  calls.ready(ANN);
  calls.accept(ANN);
  expect(legs(calls.endCall(ANN))).toEqual(['drop-agent']);
  // It comes up after all: nobody waits for it any more.
  expect(legs(calls.leg(ANN, 'up'))).toEqual(['drop-agent']);
  expect(calls.picture().ann).toBe('previewing 2 leg down');
});

test('where agents need no phone nobody is called', () => {
  const calls = TestSite.running({ plan: voice('nailed-up') });
  expect(legs([...calls.ready(ANN), ...calls.accept(ANN), ...calls.tick(seconds(60))])).toEqual([]);
});
