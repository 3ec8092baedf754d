import { expect, test } from 'vitest';
import { newPhone, withLeg } from './agents/agent-phone.ts';
import { must } from './basics/assert.ts';
import { agentId, attemptId, chainId } from './basics/ids.ts';
import { violations } from './invariants.ts';
import { ANN, AUTO_ANSWER, BEN, GROUP, TestSite } from './test-site.ts';

function offered(): TestSite {
  const site = TestSite.running();
  site.ready(ANN);
  return site;
}
function reserved(): TestSite {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  return site;
}
function talking(): TestSite {
  const site = offered();
  site.talk(ANN);
  return site;
}

function accepted(): TestSite {
  const site = offered();
  site.accept(ANN);
  return site;
}
function ready(): TestSite {
  const site = TestSite.running({ phones: 'needed', chains: [] });
  site.ready(ANN);
  return site;
}
function onPhone(): TestSite {
  const site = TestSite.running({ phones: 'needed', plan: AUTO_ANSWER });
  site.ready(ANN);
  return site;
}
function inPhoneCall(): TestSite {
  const site = TestSite.running({ phones: 'needed' });
  site.ready(ANN);
  site.talk(ANN);
  return site;
}
function lost(): TestSite {
  const site = inPhoneCall();
  site.leg(ANN, 'up');
  site.leg(ANN, 'lost');
  return site;
}
const legless = (site: TestSite): unknown =>
  site.state.agents.set(ANN, { ...site.agent(ANN), phone: withLeg(site.agent(ANN).phone, 'down') });
const mute = (site: TestSite): unknown =>
  site.state.agents.set(ANN, { ...site.agent(ANN), phone: newPhone('needed') });

test('a site at work breaks nothing', () => {
  expect([offered(), reserved(), talking()].map(({ state }) => violations(state))).toEqual([
    [],
    [],
    [],
  ]);
});

const session = (site: TestSite) => must(site.state.sessions.get(GROUP), 'the session');

// Each row breaks one thing by hand; what is found names it.
type Spoil = (site: TestSite) => unknown;

// biome-ignore format: a table is read in columns.
test.each<[why: string, play: () => TestSite, spoil: Spoil, found: readonly string[]]>([
  ['an offer of nobody’s', offered, (s) => s.state.agents.delete(ANN),
    [`offer o000001-00000003 has no agent`]],
  ['an agent with an offer of another’s', offered,
    (s) => s.state.offers.set(s.offer(ANN).id, { ...s.offer(ANN), agentId: BEN }),
    ['agent ann previews an offer that is not theirs', 'offer o000001-00000003 has no agent']],
  ['an agent reserved for nothing', reserved,
    (s) => s.state.agents.set(ANN,
      { ...s.agent(ANN), phase: 'reserved', attemptId: attemptId('a0') }),
    ['agent ann is reserved for an attempt that is not theirs']],
  ['two opinions about a conversation', talking,
    (s) => s.state.interactions.set(s.interaction(ANN).id,
      { ...s.interaction(ANN), phase: 'wrap-up' } as never),
    ['agent ann is talking, the interaction wrap-up',
      'interaction i000001-00000004 is wrap-up, its call connected']],
  ['a call of a conversation that is gone', talking,
    (s) => s.state.attempts.delete(s.attempt(1).id),
    ['interaction i000001-00000004 is connected, its call undefined']],
  ['a recording of no call', accepted,
    (s) => s.state.interactions.set(s.interaction(ANN).id,
      { ...s.interaction(ANN), recording: { state: 'failed' } }),
    ['i000001-00000004 records no call']],
  ['somebody waiting for calls who cannot be heard', ready, mute,
    ['agent ann is ready, but cannot be heard']],
  ['a reservation without a leg', onPhone, legless, ['agent ann is reserved without a leg']],
  ['a call without a leg', inPhoneCall, legless, ['agent ann is connected without a leg']],
  ['a phone off the hook', ready,
    (s) => s.state.agents.set(ANN, { ...s.agent(ANN), phone: withLeg(s.agent(ANN).phone, 'up') }),
    ['the leg of agent ann is kept for nothing']],
  ['an agent’s sound that could be awaited for ever', lost, (s) => s.state.deadlines.splice(0),
    ['session group is not watched', 'interaction i000001-00000004 is not watched']],
  ['an interaction of nobody’s', talking, (s) => s.state.agents.delete(ANN),
    ['interaction i000001-00000004 has no agent']],
  ['a chain lost under its call', reserved, (s) => s.state.chains.delete(chainId('1')),
    ['attempt a000001-00000003 has its chain at undefined']],
  ['a chain in two places', offered,
    (s) => s.state.sessions.set(GROUP,
      { ...session(s), buffer: [chainId('1'), ...session(s).buffer] }),
    ['chain 1 is buffered, but at offer', 'chain 1 is in offer o000001-00000003 and buffer']],
  ['a chain buffered twice', offered,
    (s) => s.state.sessions.set(GROUP,
      { ...session(s), buffer: [...session(s).buffer, chainId('2')] }),
    ['chain 2 is buffered twice']],
  ['a chain that nobody has', offered,
    (s) => s.state.sessions.set(GROUP, { ...session(s), buffer: [chainId('2')] }),
    ['chain 3 is held at buffer, but nobody has it']],
  ['a phone that could ring for ever', reserved, (s) => s.state.deadlines.splice(0),
    [`attempt a000001-00000003 is not watched`, 'session group is not watched']],
  ['an offer that could stay for ever', offered, (s) => s.state.deadlines.splice(0),
    ['session group is not watched', 'offer o000001-00000003 is not watched']],
])('%s is found', (_why, play, spoil, found) => {
  const site = play();
  spoil(site);
  expect(violations(site.state)).toEqual(found);
});

test('a session gone under its chains is found at every one of them', () => {
  const site = reserved();
  site.state.sessions.delete(GROUP);
  expect(violations(site.state)).toEqual([
    'attempt a000001-00000003 has no session',
    'chain 1 has no session',
    'chain 2 is held at buffer, but nobody has it',
    'chain 2 has no session',
    'chain 3 is held at buffer, but nobody has it',
    'chain 3 has no session',
  ]);
});

test('a limit that is passed is found', () => {
  const site = TestSite.running({ agents: [] });
  Object.assign(site.state.limits, {
    agentsMax: 0,
    chainsMax: 2,
    commandsRemembered: 1,
    attemptsRemembered: 0,
  });
  site.state.ended.set(attemptId('a1'), { message: '', wasAnswered: true });
  site.state.agents.set(agentId('ben'), {
    ...offered().agent(ANN),
    agentId: BEN,
    phase: 'ready',
  } as never);
  expect(violations(site.state)).toEqual([
    '1 agents are logged on',
    '3 chains are held',
    '1 attempts are remembered',
    '2 answers are remembered',
  ]);
});

test('an agent who is gone and not watched is found', () => {
  const site = TestSite.running();
  site.step({ type: 'agent-disconnected', agentId: ANN });
  site.state.deadlines.splice(0);
  expect(violations(site.state)).toEqual([
    'session group is not watched',
    'agent ann is not watched',
  ]);
});
