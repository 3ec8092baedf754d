import { expect, test } from 'vitest';
import { attemptId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { AgentLeg } from '../campaigns/voice.ts';
import type { CustomerLeg, SurvivingLeg } from '../dialing/surviving-leg.ts';
import type { Effect } from '../effect.ts';
import {
  ANN,
  AUTO_ANSWER,
  answers,
  BEN,
  GROUP,
  kinds,
  plan,
  TestSite,
  VOICE,
} from '../test-site.ts';

const down = (site: TestSite): readonly Effect[] => site.step({ type: 'switch-down' });
const up = (site: TestSite, legs: readonly SurvivingLeg[] = []): readonly Effect[] =>
  site.step({ type: 'switch-up', legs });
const hers: SurvivingLeg = { of: 'agent', agentId: ANN };

/** Ann has accepted the first of three records; her phone is called. */
function dialed(overrides: Partial<CampaignPlan> = {}): TestSite {
  const site = TestSite.running({ phones: 'needed', plan: overrides });
  site.ready(ANN);
  site.accept(ANN);
  site.leg(ANN, 'up');
  return site;
}
function talking(agentLeg: AgentLeg = 'per-call'): TestSite {
  const site = TestSite.running({
    phones: 'needed',
    plan: { voice: { ...VOICE, agentLeg, recording: { ...VOICE.recording, of: 'all' } } },
  });
  site.ready(ANN);
  site.talk(ANN);
  site.leg(ANN, 'up');
  return site;
}
const of = (site: TestSite, state: CustomerLeg['state'], change: Partial<CustomerLeg> = {}) => ({
  ...site.survivor(site.attempt(1), state),
  ...change,
});

test('while the switch is away nothing is dialed, and everybody sees why', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  expect(down(site)).toEqual([
    { type: 'agent-changed', agentId: ANN },
    { type: 'session-changed', groupId: GROUP },
  ]);
  site.ready(ANN);
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running: 1 2 3' });
  expect(site.state.index.pacing.get(GROUP)).toMatchObject({
    wanted: 1,
    opened: 0,
    bound: 'switch',
  });
  up(site);
  expect(site.picture()).toMatchObject({ ann: 'reserved 1' });
});

test('nothing is loaded or started, nothing accepted; what is there stays', () => {
  const site = TestSite.running();
  site.ready(ANN);
  down(site);
  site.order({ type: 'stop', groupId: GROUP });
  expect([
    answers(site.order({ type: 'start', groupId: GROUP })),
    answers(site.order({ type: 'load', plan: plan(), autoComplete: false })),
    answers(site.accept(ANN)),
  ]).toEqual([['SWITCH_UNAVAILABLE'], ['SWITCH_UNAVAILABLE'], ['SWITCH_UNAVAILABLE']]);
  expect(site.picture()).toMatchObject({ ann: 'previewing 1' });
  // A record that nobody could accept goes back, and the agent is not blamed for it.
  site.tick(seconds(20));
  expect(site.picture()).toEqual({ ann: 'ready', group: 'active: 1 2 3' });
});

test('an answered person is not joined to anybody until it is back', () => {
  const site = dialed();
  site.answer(site.attempt(1));
  down(site);
  // What was said just before is heard late.
  site.verdict(site.attempt(1));
  expect(site.attempt(1).phase).toBe('waiting');
  expect(kinds(up(site, [of(site, 'waiting'), hers]))).toContain('bridge');
  expect(site.picture()).toMatchObject({ ann: 'talking 1 leg up', 'call 1': 'connected' });
});

test('nobody waits longer for it: the message is played when it can be', () => {
  const site = dialed();
  site.answer(site.attempt(1));
  const leg = of(site, 'waiting');
  down(site);
  site.tick(seconds(6));
  expect(site.state.sessions.get(GROUP)?.counts.byResult).toEqual({ dropped: 1 });
  expect(up(site, [leg])).toContainEqual({
    type: 'play-and-release',
    attemptId: leg.attemptId,
    message: 'sorry',
    when: 'now',
  });
});

type Found = (site: TestSite) => readonly SurvivingLeg[];

// biome-ignore format: a table is read in columns.
test.each<[why: string, found: Found, call: string | undefined, result: string | undefined]>([
  ['it rings',                    (s) => [of(s, 'ringing'), hers], 'ringing',   undefined],
  ['it was answered',             (s) => [of(s, 'waiting'), hers], 'detecting', undefined],
  ['it was told the message',     (s) => [of(s, 'message'), hers], undefined,   'dropped'],
  ['it is gone',                  () => [hers],                    undefined,   'switch-error'],
])('a call that was being made: %s', (_why, found, call, result) => {
  const site = dialed();
  const legs = found(site);
  down(site);
  up(site, legs);
  expect(site.picture()['call 1']).toBe(call);
  const { byResult } = site.state.sessions.get(GROUP)?.counts ?? {};
  expect(byResult).toEqual(result === undefined ? {} : { [result]: 1 });
});

test('a person who is gone had answered, and reached nobody', () => {
  const site = dialed();
  site.answer(site.attempt(1));
  down(site);
  up(site, [hers]);
  expect(site.state.sessions.get(GROUP)?.counts).toMatchObject({
    liveAnswers: 1,
    abandoned: 1,
    byResult: { dropped: 1 },
  });
});

test('who talks is not touched', () => {
  const site = talking();
  const legs = [of(site, 'talking', { recording: 'on' }), hers];
  down(site);
  expect(kinds(up(site, legs))).toEqual(['set-agent-phone']);
  expect(site.picture()).toMatchObject({ ann: 'talking 1 leg up', 'call 1': 'connected' });
  expect(site.interaction(ANN).recording.state).toBe('on');
});

test('a conversation that is over is finished', () => {
  const site = talking();
  down(site);
  up(site, [hers]);
  expect(site.interaction(ANN)).toMatchObject({ phase: 'wrap-up', endedBy: 'contact' });
});

test('one whose agent is gone waits for them', () => {
  const site = talking();
  const legs = [of(site, 'waiting', { recording: 'on' })];
  down(site);
  expect(kinds(up(site, legs))).toEqual(['hold', 'raise-agent', 'set-agent-phone']);
  expect(site.picture()).toMatchObject({ ann: 'talking 1 leg raising' });
  expect(site.interaction(ANN).phase).toBe('reconnecting');
});

test('one whose agent is there is joined again', () => {
  const site = talking();
  const legs = [of(site, 'waiting', { recording: 'on' }), hers];
  down(site);
  expect(kinds(up(site, legs))).toEqual(['bridge', 'set-agent-phone']);
  expect(site.interaction(ANN).phase).toBe('connected');
});

test('hold is set right, and a recording that is not there is said to have failed', () => {
  const site = talking();
  const legs = [of(site, 'talking', { isHeld: true }), hers];
  down(site);
  expect(up(site, legs)).toContainEqual({
    type: 'hold',
    attemptId: site.attempt(1).id,
    held: false,
  });
  expect(site.interaction(ANN).recording).toEqual({ state: 'failed' });
});

test('a call that the agent ended meanwhile is hung up now', () => {
  const site = talking();
  const leg = of(site, 'talking');
  down(site);
  site.endCall(ANN);
  expect(up(site, [leg, hers])).toContainEqual({ type: 'hang-up', attemptId: leg.attemptId });
});

test('strangers who talk are left alone, with the agent they talk to', () => {
  const site = TestSite.running({ phones: 'needed' });
  const leg = { agentId: BEN, isHeld: false, recording: 'off', state: 'talking' } as const;
  const stranger = { of: 'attempt', attemptId: attemptId('a000000-00000099'), ...leg } as const;
  down(site);
  expect(kinds(up(site, [stranger, { of: 'agent', agentId: BEN }]))).toEqual(['set-agent-phone']);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, agentLeg: AgentLeg, before: readonly ('up')[], legs: readonly SurvivingLeg[], ann: string]>([
  ['a leg that came up meanwhile is up',       'nailed-up', [],     [hers], 'ready leg up'],
  ['one whose order was lost is raised again', 'nailed-up', [],     [],     'ready leg raising'],
  ['one that is gone has ended the shift',     'nailed-up', ['up'], [],     'not-ready phone-lost leg down'],
  ['one that nobody needs is dropped',         'per-call',  [],     [hers], 'ready leg down'],
])('%s', (_why, agentLeg, before, legs, ann) => {
  const voice = { ...VOICE, agentLeg };
  const site = TestSite.running({ phones: 'needed', chains: [], plan: { voice } });
  site.ready(ANN);
  for (const said of before) site.leg(ANN, said);
  down(site);
  up(site, legs);
  expect(site.picture().ann).toBe(ann);
});

test('an agent who was being called into a conversation is called again', () => {
  const site = TestSite.running({ phones: 'needed' });
  site.ready(ANN);
  site.talk(ANN);
  const legs = [of(site, 'waiting')];
  down(site);
  expect(kinds(up(site, legs))).toEqual(['hold', 'raise-agent', 'set-agent-phone']);
  expect(kinds(site.leg(ANN, 'up'))).toEqual(['bridge']);
});
