import { expect, test } from 'vitest';
import { must } from '../basics/assert.ts';
import { after, seconds } from '../basics/time.ts';
import {
  ANN,
  AUTO_ANSWER,
  BEN,
  chains,
  draft,
  GROUP,
  LIMITS,
  LIST,
  phone,
  START,
  TestSite,
  withoutViews,
} from '../test-site.ts';

const opened = {
  type: 'open-attempt',
  groupId: GROUP,
  campaignId: 'campaign',
  listId: LIST,
  chainId: '1',
  recordId: '1',
  phone: phone(1),
  agentId: ANN,
  mode: 'progressive',
  openedAt: START,
  answers: ['lease', 'suppression', 'record-attempts', 'record-hours'].map((rule) =>
    expect.objectContaining({ rule, answer: 'allowed' }),
  ),
};
const originated = {
  type: 'originate',
  phone: phone(1),
  giveUpAt: after(START, seconds(40)),
  detect: 'balanced',
  message: 'sorry',
};
const logged = (phase: string) => ({
  type: 'log-agent-state',
  agentId: ANN,
  phase,
  reason: undefined,
  at: START,
});
const reply = (id: string) => ({
  type: 'reply',
  commandId: id,
  outcome: { ok: true, value: { done: 'done' } },
});

test('a ready agent is offered the next record, and nothing is dialed', () => {
  const site = TestSite.running();
  const effects = withoutViews(site.ready(ANN));
  expect(effects.map(({ type }) => type)).toEqual(['log-agent-state', 'reply', 'log-agent-state']);
  expect(site.offer(ANN)).toEqual({
    id: 'o000001-00000003',
    agentId: ANN,
    groupId: GROUP,
    chainId: '1',
    recordId: '1',
    offeredAt: START,
    until: after(START, seconds(20)),
    atEnd: 'time-out',
    rejectAllowed: true,
  });
  expect(site.agent(ANN).today.offers).toBe(1);
  expect(site.state.sessions.get(GROUP)?.counts.offers).toBe(1);
});

test('an accepted record is written, then dialed, and its interaction is on the screen', () => {
  const site = TestSite.running();
  site.ready(ANN);
  const effects = withoutViews(site.accept(ANN));
  const attemptId = site.attempt(1).id;
  const interactionId = site.interaction(ANN).id;
  const what = { attemptId, groupId: GROUP, campaignId: 'campaign', chainId: '1', recordId: '1' };
  expect(effects).toEqual([
    { ...opened, attemptId },
    { ...originated, attemptId },
    { type: 'open-interaction', interactionId, ...what, agentId: ANN, openedAt: START },
    logged('talking'),
    reply('c6'),
  ]);
  expect(site.interaction(ANN).draft).toEqual(draft({ callResult: 'answer' }));
});

test('without preview the record is dialed for the ready agent at once', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  const effects = withoutViews(site.ready(ANN));
  const attemptId = site.attempt(1).id;
  expect(effects).toEqual([
    logged('ready'),
    reply('c5'),
    { ...opened, attemptId },
    { ...originated, attemptId },
    logged('reserved'),
  ]);
});

test('the person sees one of the caller ids, and what they saw is written', () => {
  const callerIds = {
    numbers: [phone(90), phone(91)],
    choice: 'in-turn',
    showsMax: undefined,
    shown: [],
  } as const;
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, multiplier: 3, callerIds } });
  const effects = site.ready(ANN);
  const shownBy = (type: string) =>
    effects.filter((effect) => effect.type === type && 'callerId' in effect).map(callerIdIn);
  expect(shownBy('originate')).toEqual([phone(90), phone(91), phone(90)]);
  expect(shownBy('open-attempt')).toEqual(shownBy('originate'));
});

const callerIdIn = (effect: object): unknown =>
  'callerId' in effect ? effect.callerId : undefined;

test('above one line per agent nobody is reserved', () => {
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, multiplier: 2 } });
  const effects = withoutViews(site.ready(ANN));
  expect(effects.filter(({ type }) => type === 'open-attempt')).toEqual([
    { ...opened, attemptId: site.attempt(1).id, agentId: undefined },
    {
      ...opened,
      attemptId: site.attempt(2).id,
      chainId: '2',
      recordId: '2',
      phone: phone(2),
      agentId: undefined,
    },
  ]);
  expect(site.picture()).toEqual({
    ann: 'ready',
    group: 'running: 3',
    'call 1': 'dialing',
    'call 2': 'dialing',
  });
});

test('where no verdict is awaited the switch need not listen', () => {
  const limits = { ...LIMITS, verdictMs: seconds(0) };
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, limits } });
  const effects = site.ready(ANN).filter(({ type }) => type === 'originate');
  expect(effects).toEqual([{ ...originated, attemptId: site.attempt(1).id, detect: undefined }]);
});

test('two agents are given two records, longest ready first', () => {
  const site = TestSite.running({ agents: [ANN, BEN], chains: [] });
  site.ready(BEN);
  site.tick(seconds(1));
  site.ready(ANN);
  site.tick(seconds(60));
  site.lease(chains(3));
  expect(site.picture()).toEqual({
    ann: 'previewing 2',
    ben: 'previewing 1',
    group: 'running: 3',
  });
});

test('what the law was asked and said goes with the attempt', () => {
  const rules = { profile: 'us', hours: [], closedDates: [], limits: [], without: [] } as const;
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, rules } });
  const [written] = site.ready(ANN).filter((effect) => effect.type === 'open-attempt');
  expect(written?.answers.slice(3)).toEqual([
    {
      rule: 'record-hours',
      asked: '2026-06-01T11:00 America/New_York',
      answer: 'allowed',
      version: 'record',
    },
    {
      rule: 'us-hours',
      asked: '2026-06-01T11:00 America/New_York',
      answer: 'allowed',
      version: '2025-11',
    },
  ]);
});

test('an attempt is counted from its dial on, with its result once it has one', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER, chains: chains(1) });
  site.ready(ANN);
  const { chain } = must(site.state.chains.get(site.attempt(1).chainId), 'the chain in hand');
  const results = () => site.state.dialed.pastOf(chain).map(({ result }) => result);
  expect(results()).toEqual([undefined]);
  site.ended(site.attempt(1), 'busy');
  expect(results()).toEqual(['busy']);
});

test('one whose write was lost was never made', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER, chains: chains(1) });
  site.ready(ANN);
  site.step({ type: 'write-failed', attemptIds: [site.attempt(1).id] });
  expect(site.state.dialed.size).toBe(0);
});
