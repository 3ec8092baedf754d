import { expect, test } from 'vitest';
import { agentGroupId } from '../basics/ids.ts';
import type { Millis } from '../basics/time.ts';
import { minutes, seconds } from '../basics/time.ts';
import { AGENTS, ANN, AUTO_ANSWER, BEN, kinds, TestSite } from '../test-site.ts';

const leave = (site: TestSite) => site.step({ type: 'agent-disconnected', agentId: ANN });
const back = (site: TestSite) => site.step({ type: 'agent-connected', agentId: ANN });

function ready(plan = {}): TestSite {
  const site = TestSite.running({ plan });
  site.ready(ANN);
  return site;
}
function idle(): TestSite {
  const site = TestSite.running({ chains: [] });
  site.ready(ANN);
  return site;
}
function dialing(): TestSite {
  const site = ready();
  site.accept(ANN);
  return site;
}
function talking(): TestSite {
  const site = ready();
  site.talk(ANN);
  return site;
}
function wrapUp(): TestSite {
  const site = talking();
  site.endCall(ANN);
  return site;
}
const lunch = () => TestSite.running();
const reserved = () => ready(AUTO_ANSWER);
const soon = seconds(29);
const grace = seconds(30);
const lost = 'not-ready connection-lost gone';

// biome-ignore format: a table is read in columns.
test.each<[why: string, play: () => TestSite, wait: Millis, ann: string | undefined]>([
  ['a ready agent keeps the place for a while',  idle,     soon,        'ready gone'],
  ['then is taken for lost',                     idle,     grace,       lost],
  ['a preview waits for a while',                ready,    seconds(19), 'previewing 1 gone'],
  ['and runs out as for anybody',                ready,    seconds(20), 'not-ready no-answer gone'],
  ['a call being dialed goes on for a while',    reserved, soon,        'reserved 1 gone'],
  ['then without its agent',                     reserved, grace,       lost],
  ['an accepted call goes on for a while',       dialing,  soon,        'talking 1 gone'],
  ['then it is cancelled',                       dialing,  grace,       lost],
  ['a conversation is never taken away',         talking,  minutes(60), 'talking 1 gone'],
  ['after-call work waits five minutes',         wrapUp,   minutes(4),  'wrap-up 1 gone'],
  ['then it is closed as it is',                 wrapUp,   minutes(5),  lost],
  ['who is not ready is logged off after five',  lunch,    minutes(5),  undefined],
  ['not before',                                 lunch,    minutes(4),  'not-ready logged-on gone'],
  ['a lost agent is logged off in the end',      idle,     minutes(6),  undefined],
])('%s', (_why, play, wait, ann) => {
  const site = play();
  leave(site);
  site.tick(wait);
  expect(site.picture().ann).toBe(ann);
});

test('a preview longer than the grace goes back to the top', () => {
  const site = ready({ delivery: { kind: 'manual-accept', offerMs: minutes(2) } });
  leave(site);
  site.tick(grace);
  expect(site.picture()).toEqual({ ann: lost, group: 'running: 1 2 3' });
  expect(site.agent(ANN).today).toMatchObject({ rejects: 0, timeOuts: 0 });
});

test('who is away is offered nothing, and who comes back goes on', () => {
  const site = idle();
  leave(site);
  site.tick(seconds(10));
  site.lease([...TestSite.running().state.chains.values()].map(({ chain }) => chain));
  expect(site.picture()).toEqual({ ann: 'ready gone', group: 'running: 1 2 3' });
  back(site);
  expect(site.picture()).toEqual({ ann: 'previewing 1', group: 'running: 2 3' });
});

test('a phone does not go on ringing for nobody', () => {
  const site = dialing();
  leave(site);
  expect(kinds(site.tick(grace))).toEqual([
    'hang-up',
    'close-attempt',
    'save-chain',
    'close-interaction',
  ]);
});

test('a call that lost its agent goes to whoever is free when the person answers', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER, agents: [ANN, BEN] });
  site.ready(ANN);
  leave(site);
  site.tick(grace);
  const attempt = site.attempt(1);
  site.order({ type: 'stop', groupId: attempt.groupId });
  site.ready(BEN);
  site.answer(attempt);
  site.verdict(attempt);
  expect(site.picture()).toMatchObject({ ann: lost, ben: 'talking 1', 'call 1': 'connected' });
});

test('after a long talk without a browser, after-call work still has its five minutes', () => {
  const site = talking();
  leave(site);
  site.tick(minutes(30));
  site.ended(site.attempt(1));
  site.tick(minutes(4));
  expect(site.picture().ann).toBe('wrap-up 1 gone');
  site.tick(minutes(1));
  expect(site.picture().ann).toBe(lost);
});

test('what had been entered is kept when after-call work is closed for a lost agent', () => {
  const site = wrapUp();
  const { id, draft } = site.interaction(ANN);
  const noted = { ...draft, note: 'call in May', dispositionCode: 'sale' };
  site.ask(ANN, { type: 'save-draft', interactionId: id, draft: noted });
  leave(site);
  const closed = site.tick(minutes(5)).filter(({ type }) => type === 'close-interaction');
  expect(closed).toMatchObject([
    { closedBy: 'wrap-up-over', note: 'call in May', dispositionCode: 'sale' },
  ]);
});

test('logging on twice is the same as once', () => {
  const site = TestSite.running();
  const before = site.agent(ANN);
  const again = { type: 'agent-logged-on', agentId: ANN, name: ANN, groupIds: [AGENTS] } as const;
  expect(site.step(again)).toEqual([]);
  expect(site.agent(ANN)).toBe(before);
});

test('the name and the groups are those of the last time', () => {
  const site = TestSite.running();
  const others = agentGroupId('others');
  site.step({ type: 'agent-logged-on', agentId: ANN, name: 'Ann O.', groupIds: [others] });
  expect(site.agent(ANN)).toMatchObject({ name: 'Ann O.', groupIds: [others] });
  expect([...site.state.index.agentsByGroup]).toEqual([[others, new Set([ANN])]]);
});

test('two browsers, or a browser of nobody, change nothing', () => {
  const site = TestSite.running();
  expect([back(site), site.step({ type: 'agent-disconnected', agentId: BEN })]).toEqual([[], []]);
  leave(site);
  expect(leave(site)).toEqual([]);
});

test('a full site lets nobody in', () => {
  const site = new TestSite({ agentsMax: 1 });
  site.logOn(ANN);
  site.logOn(BEN);
  expect([...site.state.agents.keys()]).toEqual([ANN]);
});
