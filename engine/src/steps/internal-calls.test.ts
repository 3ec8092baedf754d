import { expect, test } from 'vitest';
import { must } from '../basics/assert.ts';
import type { AgentId } from '../basics/ids.ts';
import { internalCallId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import type { Effect } from '../effect.ts';
import { ANN, answers, BEN, CAT, chains, kinds, TestSite } from '../test-site.ts';
import { agentView } from '../views/agent-view.ts';

/** Ann has a break; Ben and Cat are Ready, and nobody waits to be called. */
class Office {
  readonly site = TestSite.running({ agents: [ANN, BEN, CAT], chains: [], phones: 'needed' });

  constructor() {
    this.site.ready(BEN);
    this.site.ready(CAT);
  }

  call = (from: AgentId, to: AgentId): readonly Effect[] =>
    this.site.ask(from, { type: 'call-agent', agentId: to });

  say(who: AgentId, type: 'accept-internal-call' | 'end-internal-call'): readonly Effect[] {
    return this.site.ask(who, { type, callId: must(this.#callId, 'the call') });
  }

  /** Ann calls Ben, who takes it, and both are on the line. */
  talk(): this {
    this.call(ANN, BEN);
    this.site.leg(ANN, 'up');
    this.say(BEN, 'accept-internal-call');
    this.site.leg(BEN, 'up');
    return this;
  }

  told = (who: AgentId) => this.site.agent(who).refusedCall;

  get picture(): string {
    return [ANN, BEN]
      .map((id) => this.site.agent(id))
      .map((agent) => `${agent.agentId} ${wordOf(agent)}`)
      .join(', ');
  }

  /** The newest, also when it is over. */
  get #callId() {
    const found = [...this.site.state.agents.values()].flatMap((agent) =>
      agent.phase === 'internal' ? [agent.internal.id] : [],
    );
    this.#last = found[0] ?? this.#last;
    return this.#last;
  }

  #last = internalCallId('c0');
}

const wordOf = (agent: ReturnType<TestSite['agent']>): string => {
  if (agent.phase === 'internal') return agent.internal.phase;
  return agent.phase === 'not-ready' ? agent.reason : agent.phase;
};

test('it rings on the colleague’s screen while the caller’s own phone is raised', () => {
  const office = new Office();
  const effects = office.call(ANN, BEN);
  expect(kinds(effects)).toEqual(['raise-agent', 'reply']);
  expect(effects).toContainEqual({ type: 'raise-agent', agentId: ANN, music: false });
  expect(office.picture).toBe('ann ringing, ben ringing');
  const [ann, ben] = [ANN, BEN].map((id) => agentView(office.site.state, id)?.internal);
  expect(ann).toMatchObject({ role: 'caller', name: 'ben', state: 'ringing' });
  expect(ben).toMatchObject({ role: 'colleague', name: 'ann', state: 'ringing' });
});

test('accepted, both are brought to the line and joined, and nothing is written', () => {
  const office = new Office();
  office.call(ANN, BEN);
  office.site.leg(ANN, 'up');
  const effects = office.say(BEN, 'accept-internal-call');
  expect(kinds(effects)).toEqual(['raise-agent', 'join-agents', 'reply']);
  expect(effects).toContainEqual({ type: 'join-agents', agentIds: [ANN, BEN] });
  expect(office.picture).toBe('ann talking, ben talking');
  // A second press changes nothing.
  expect(kinds(office.say(BEN, 'accept-internal-call'))).toEqual(['reply']);
});

test.each([ANN, BEN])('%s ends it for both, and each is what they were before', (who) => {
  const office = new Office().talk();
  const effects = office.say(who, 'end-internal-call');
  expect(kinds(effects)).toEqual(['part-agents', 'drop-agent', 'drop-agent', 'reply']);
  expect(office.picture).toBe('ann logged-on, ben ready');
  expect([office.told(ANN), office.told(BEN)]).toEqual([undefined, undefined]);
});

test('who rejects is left alone, and the caller reads it', () => {
  const office = new Office();
  office.call(ANN, BEN);
  expect(kinds(office.say(BEN, 'end-internal-call'))).toEqual(['drop-agent', 'reply']);
  expect(office.picture).toBe('ann logged-on, ben ready');
  expect(office.told(ANN)).toMatchObject({ whom: 'ben', code: 'COLLEAGUE_REJECTED' });
  expect(office.told(BEN)).toBeUndefined();
});

test('a caller who thinks better of it is told nothing', () => {
  const office = new Office();
  office.call(ANN, BEN);
  office.say(ANN, 'end-internal-call');
  expect([office.picture, office.told(ANN)]).toEqual(['ann logged-on, ben ready', undefined]);
});

test('nobody rings for ever', () => {
  const office = new Office();
  office.call(ANN, BEN);
  office.site.tick(seconds(29));
  expect(office.picture).toBe('ann ringing, ben ringing');
  office.site.tick(seconds(1));
  expect(office.picture).toBe('ann logged-on, ben ready');
  expect(office.told(ANN)?.code).toBe('COLLEAGUE_NO_ANSWER');
});

test('a Ready agent is given no contact meanwhile, and is again afterwards', () => {
  const office = new Office();
  office.site.ask(CAT, { type: 'set-not-ready', reason: 'lunch' });
  office.talk();
  office.site.lease(chains(1));
  expect(office.site.state.offers.size).toBe(0);
  office.say(ANN, 'end-internal-call');
  expect(office.site.offer(BEN).agentId).toBe(BEN);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, from: AgentId, to: AgentId, code: string]>([
  ['a colleague who is in a call',   CAT, BEN, 'TARGET_BUSY'],
  ['by one who is in a call',        BEN, CAT, 'AGENT_BUSY'],
  ['themselves',                     CAT, CAT, 'TARGET_SELF'],
])('not called: %s', (_why, from, to, code) => {
  const office = new Office().talk();
  expect(answers(office.call(from, to))).toEqual([code]);
  expect(office.picture).toBe('ann talking, ben talking');
});

test('never while engaging', () => {
  const site = TestSite.running({
    agents: [ANN, BEN],
    chains: chains(1),
    phones: 'needed',
    plan: { assured: { of: 'everybody' }, delivery: { kind: 'auto-answer' } },
  });
  site.ready(ANN);
  expect(site.agent(ANN).phase).toBe('engaged');
  expect(answers(site.ask(ANN, { type: 'call-agent', agentId: BEN }))).toEqual(['ENGAGED']);
  expect(answers(site.ask(BEN, { type: 'call-agent', agentId: ANN }))).toEqual(['TARGET_BUSY']);
});

test('two who call each other in one moment: the first call rings, the second is refused', () => {
  const office = new Office();
  office.call(ANN, BEN);
  expect(answers(office.call(BEN, ANN))).toEqual(['AGENT_BUSY']);
  expect(office.picture).toBe('ann ringing, ben ringing');
});

test('what is over is over in every tab', () => {
  const office = new Office().talk();
  office.say(ANN, 'end-internal-call');
  const late = ['accept-internal-call', 'end-internal-call'] as const;
  expect(late.flatMap((type) => answers(office.say(BEN, type)))).toEqual([
    'INTERNAL_CALL_GONE',
    'INTERNAL_CALL_GONE',
  ]);
});

test('a status that is asked for meanwhile waits for the end', () => {
  const office = new Office().talk();
  expect(answers(office.site.ask(BEN, { type: 'log-off' }))).toEqual(['waiting']);
  office.say(ANN, 'end-internal-call');
  expect(office.site.state.agents.has(BEN)).toBe(false);
});

type Loss = [
  why: string,
  lose: (office: Office) => void,
  picture: string,
  told: string | undefined,
];

// biome-ignore format: a table is read in columns.
test.each<Loss>([
  ['the caller’s phone is not answered',  ({ site }) => site.leg(ANN, 'failed'),  'ann phone-lost, ben ready',  'PHONE_NOT_READY'],
  ['the caller’s browser phone is gone',  ({ site }) => site.reach(ANN, false),   'ann phone-lost, ben ready',  'PHONE_NOT_READY'],
  ['the colleague’s browser phone is',    ({ site }) => site.reach(BEN, false),   'ann logged-on, ben phone-lost', 'COLLEAGUE_NO_ANSWER'],
])('while it rings: %s', (_why, lose, picture, told) => {
  const office = new Office();
  office.call(ANN, BEN);
  lose(office);
  expect([office.picture, office.told(ANN)?.code]).toEqual([picture, told]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, lose: (office: Office) => void, picture: string]>([
  ['a leg is lost',                     ({ site }) => site.leg(BEN, 'lost'),     'ann logged-on, ben phone-lost'],
  ['somebody hangs up their phone',     ({ site }) => site.leg(ANN, 'hung-up'),  'ann phone-lost, ben ready'],
  ['a browser does not register',       ({ site }) => site.reach(BEN, false),    'ann talking, ben talking'],
])('while they talk: %s', (_why, lose, picture) => {
  const office = new Office().talk();
  lose(office);
  expect([office.picture, office.told(ANN)]).toEqual([picture, undefined]);
});

test('a screen that does not come back ends it', () => {
  const office = new Office().talk();
  office.site.step({ type: 'agent-disconnected', agentId: BEN });
  office.site.tick(seconds(29));
  expect(office.picture).toBe('ann talking, ben talking');
  office.site.tick(seconds(1));
  expect(office.picture).toBe('ann logged-on, ben connection-lost');
});

test('they are joined again once the switch is back, if both are there', () => {
  const office = new Office().talk();
  office.site.step({ type: 'switch-down' });
  const legs = [ANN, BEN].map((agentId) => ({ of: 'agent', agentId }) as const);
  const effects = office.site.step({ type: 'switch-up', legs });
  expect(effects).toContainEqual({ type: 'join-agents', agentIds: [ANN, BEN] });
  office.site.step({ type: 'switch-down' });
  office.site.step({ type: 'switch-up', legs: legs.slice(0, 1) });
  expect(office.picture).toBe('ann logged-on, ben phone-lost');
});

test('nobody is called, and nobody takes a call, while the switch is away', () => {
  const office = new Office();
  office.call(ANN, BEN);
  office.site.step({ type: 'switch-down' });
  expect(answers(office.say(BEN, 'accept-internal-call'))).toEqual(['SWITCH_UNAVAILABLE']);
  office.say(ANN, 'end-internal-call');
  expect(answers(office.call(ANN, BEN))).toEqual(['SWITCH_UNAVAILABLE']);
});
