import { expect, test } from 'vitest';
import {
  agentGroupId,
  agentId,
  attemptId,
  campaignGroupId,
  chainId,
  interactionId,
} from './basics/ids.ts';
import { after, seconds } from './basics/time.ts';
import {
  agentOf,
  agentsOf,
  attemptOf,
  attemptsOf,
  changeChain,
  countIn,
  dropChain,
  heldChain,
  interactionOf,
  putAgent,
  putOffer,
  putSession,
  rememberEnded,
  removeAgent,
  removeOffer,
  removeSession,
  sessionOf,
  touchSession,
} from './entities.ts';
import { AGENTS, ANN, BEN, chain, GROUP, START, TestSite } from './test-site.ts';
import { newTurn } from './turn.ts';

const turnOf = (site: TestSite) => newTurn(site.state, site.at);

// biome-ignore format: a table is read in columns.
test.each<[why: string, look: (site: TestSite) => unknown, message: string]>([
  ['an agent',       ({ state }) => agentOf(state, agentId('zoe')),             'agent zoe'],
  ['a dial session', ({ state }) => sessionOf(state, campaignGroupId('gone')), 'dial session gone'],
  ['an attempt',     ({ state }) => attemptOf(state, attemptId('a0')),          'attempt a0'],
  ['an interaction', ({ state }) => interactionOf(state, interactionId('i0')),  'interaction i0'],
  ['a chain',        ({ state }) => heldChain(state, chainId('0')),             'chain 0'],
])('to look for %s that is not there is a bug', (_why, look, message) => {
  expect(() => look(new TestSite())).toThrow(`bug: ${message} is missing`);
});

test('a changed agent shows in their view and in the groups they work for', () => {
  const site = TestSite.running();
  const turn = turnOf(site);
  putAgent(turn, agentOf(site.state, ANN));
  expect([[...turn.agentsChanged], [...turn.sessionsChanged], [...turn.toSettle]]).toEqual([
    [ANN],
    [GROUP],
    [GROUP],
  ]);
});

test('an agent of another group concerns nobody here', () => {
  const site = TestSite.running();
  site.logOn(BEN, [agentGroupId('others')]);
  const turn = turnOf(site);
  putAgent(turn, agentOf(site.state, BEN));
  expect([...turn.toSettle]).toEqual([]);
  expect([...agentsOf(site.state, AGENTS)].map((agent) => agent.agentId)).toEqual([ANN]);
});

test('indexes follow what comes and goes, and forget the empty', () => {
  const site = TestSite.running();
  const { index } = site.state;
  site.ready(ANN);
  expect([countIn(index.offersByGroup, GROUP), countIn(index.chainsByGroup, GROUP)]).toEqual([
    1, 3,
  ]);
  site.accept(ANN);
  expect([countIn(index.offersByGroup, GROUP), index.offersByGroup.size]).toEqual([0, 0]);
  expect([...attemptsOf(site.state, GROUP)].map((attempt) => attempt.chainId)).toEqual(['1']);
  expect([...(index.interactionsByGroup.get(GROUP) ?? [])]).toEqual([site.interaction(ANN).id]);
  site.endCall(ANN);
  expect([index.attemptsByGroup.size, index.interactionsByGroup.size]).toEqual([0, 0]);
  expect(countIn(index.chainsByGroup, GROUP)).toBe(2);
});

test('a deadline is watched when it changes and not again when it stays', () => {
  const site = TestSite.running();
  const watched = () => site.state.deadlines.filter(({ of }) => of === 'session').length;
  const turn = turnOf(site);
  const session = sessionOf(site.state, GROUP);
  const before = watched();
  putSession(turn, { ...session, multiplier: 0.5 });
  expect(watched()).toBe(before);
  putSession(turn, { ...session, pausedUntil: after(START, seconds(2)) });
  expect(watched()).toBe(before + 1);
});

test('what is removed is gone from the state and told', () => {
  const site = TestSite.running();
  site.ready(ANN);
  const offer = site.offer(ANN);
  const turn = turnOf(site);
  removeOffer(turn, offer);
  expect([site.state.offers.size, [...turn.toSettle]]).toEqual([0, [GROUP]]);
  putOffer(turn, offer);
  expect([...site.state.offers.values()]).toEqual([offer]);
  removeAgent(turn, agentOf(site.state, ANN));
  expect([site.state.agents.size, [...turn.agentsChanged]]).toEqual([0, [ANN]]);
});

test('a chain is changed in its place and dropped by its id', () => {
  const site = TestSite.running();
  const turn = turnOf(site);
  const named = chain(1, { contactName: 'Ada' });
  const before = heldChain(site.state, named.id);
  changeChain(turn, named);
  expect(heldChain(site.state, named.id)).toEqual({ ...before, chain: named });
  dropChain(turn, named.id);
  expect([site.state.chains.has(named.id), countIn(site.state.index.chainsByGroup, GROUP)]).toEqual(
    [false, 2],
  );
});

test('a session that is gone leaves nothing behind but the news', () => {
  const site = TestSite.running({ chains: [] });
  site.ready(ANN);
  const turn = turnOf(site);
  removeSession(turn, GROUP);
  const { index, sessions } = site.state;
  expect([sessions.size, index.pacing.size, index.openedLast.size]).toEqual([0, 0, 0]);
  expect([[...turn.sessionsChanged], [...turn.toSettle]]).toEqual([[GROUP], []]);
  touchSession(turn, GROUP);
  expect([...turn.toSettle]).toEqual([GROUP]);
});

test('an agent who changes groups is free for the new ones only', () => {
  const site = TestSite.running({ chains: [] });
  site.ready(ANN);
  const others = agentGroupId('others');
  const { agentsByGroup, freeByGroup } = site.state.index;
  putAgent(turnOf(site), { ...site.agent(ANN), groupIds: [others] });
  expect([[...agentsByGroup.keys()], [...freeByGroup.keys()]]).toEqual([[others], [others]]);
});

test('the oldest of the ended attempts is forgotten first', () => {
  const { state } = new TestSite({ attemptsRemembered: 2 });
  const what = { message: 'sorry', wasAnswered: false };
  for (const id of ['a1', 'a2', 'a3']) rememberEnded(state, attemptId(id), what);
  expect([...state.ended.keys()]).toEqual(['a2', 'a3']);
});
