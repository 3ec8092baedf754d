import { expect, test } from 'vitest';
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
  Object.assign(site.state.limits, { agentsMax: 0, chainsMax: 2, commandsRemembered: 1 });
  site.state.agents.set(agentId('ben'), {
    ...offered().agent(ANN),
    agentId: BEN,
    phase: 'ready',
  } as never);
  expect(violations(site.state)).toEqual([
    '1 agents are logged on',
    '3 chains are held',
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
