import { expect, test } from 'vitest';
import { callingListId, campaignGroupId } from '../basics/ids.ts';
import { minutes, seconds } from '../basics/time.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import {
  ANN,
  AUTO_ANSWER,
  BEN,
  CAT,
  chain,
  chains,
  GROUP,
  kinds,
  LIMITS,
  plan,
  TestSite,
} from '../test-site.ts';

const started = (overrides: Partial<CampaignPlan>, count: number) =>
  TestSite.running({
    plan: { ...AUTO_ANSWER, ...overrides },
    agents: [ANN, BEN, CAT],
    chains: chains(count),
  });
const allReady = (site: TestSite): TestSite => {
  for (const id of [ANN, BEN, CAT]) site.ready(id);
  return site;
};
const inAir = (site: TestSite): number => site.state.attempts.size;
const pacing = (site: TestSite) => site.state.index.pacing.get(GROUP);

// biome-ignore format: a table is read in columns.
test.each<[why: string, overrides: Partial<CampaignPlan>, records: number, dialed: number]>([
  ['one call for each ready agent',            {},                                       9, 3],
  ['no more than there are records',           {},                                       2, 2],
  ['no more than the ports carry',             { limits: { ...LIMITS, attemptsMax: 1 } }, 9, 1],
  ['two lines for each',                       { multiplier: 2 },                        9, 6],
  ['half a line for each',                     { multiplier: 0.5 },                      9, 1],
])('%s', (_why, overrides, records, dialed) => {
  expect(inAir(allReady(started(overrides, records)))).toBe(dialed);
});

test('nothing is dialed before the start, nor after the stop', () => {
  const site = new TestSite();
  site.logOn(ANN);
  site.load(plan(AUTO_ANSWER));
  site.lease(chains(3));
  site.ready(ANN);
  expect(site.picture()).toEqual({ ann: 'ready', group: 'active: 1 2 3' });
  site.start();
  expect(site.picture()).toEqual({ ann: 'reserved 1', group: 'running: 2 3', 'call 1': 'dialing' });
  site.order({ type: 'stop', groupId: GROUP });
  site.ended(site.attempt(1), 'busy');
  expect(site.picture()).toEqual({ ann: 'ready', group: 'active: 2 3' });
});

test('why pacing opened what it opened is kept for the console', () => {
  const site = started({}, 2);
  site.ready(ANN);
  expect(pacing(site)).toEqual({
    ready: 1,
    waiting: 0,
    inAir: 0,
    wanted: 1,
    opened: 1,
    bound: 'nothing',
  });
});

test('a record that only one agent may not have leaves that agent without', () => {
  const site = TestSite.running({ agents: [ANN, BEN], chains: [chain(1)] });
  site.ready(ANN);
  site.reject(ANN);
  expect(pacing(site)).toMatchObject({ wanted: 1, opened: 0, bound: 'records' });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, play: () => TestSite, waits: object]>([
  ['nobody is ready',          () => started({}, 3),
    { records: false, ports: false, agents: true }],
  ['there is no record',       () => allReady(started({}, 0)),
    { records: true, ports: false, agents: false }],
  ['there is no port',
    () => allReady(started({ limits: { ...LIMITS, attemptsMax: 1 } }, 9)),
    { records: false, ports: true, agents: false }],
])('%s, and the console says so', (_why, play, waits) => {
  expect(play().state.sessions.get(GROUP)?.waits).toEqual({ ...waits, trunks: false });
});

test('the buffer is filled when it runs low, once at a time', () => {
  const site = started({}, 12);
  site.ready(ANN);
  const low = site.lease([]);
  expect(kinds(low)).toEqual([]);
  expect(kinds(site.tick(minutes(1)))).toEqual([
    'hang-up',
    'close-attempt',
    'save-chain',
    'open-attempt',
    'originate',
    'lease-chains',
  ]);
});

test('every active list is asked in its turn', () => {
  const list = (id: string, weight: number) => ({
    listId: callingListId(id),
    name: id,
    weight,
    attemptsMax: 5,
  });
  const site = new TestSite();
  const effects = site.load(plan({ lists: [list('one', 20), list('two', 10), list('off', 0)] }));
  expect(effects.filter(({ type }) => type === 'lease-chains')).toMatchObject([
    {
      count: 6,
      lists: [
        { listId: 'one', weight: 20, given: 0 },
        { listId: 'two', weight: 10, given: 0 },
      ],
    },
  ]);
});

const OTHER = campaignGroupId('other');

function twoGroups(): TestSite {
  const site = TestSite.running({ plan: AUTO_ANSWER, agents: [ANN, BEN], chains: chains(9) });
  const tens = Array.from({ length: 9 }, (_, n) => chain(n + 11));
  site.load(plan({ ...AUTO_ANSWER, groupId: OTHER, groupName: 'Other' }));
  site.lease(tens, OTHER);
  site.start(OTHER);
  return site;
}

test('of two groups that share agents none starves the other', () => {
  const site = twoGroups();
  site.ready(ANN);
  site.ready(BEN);
  for (let round = 0; round < 12; round += 1) {
    const [first] = site.state.attempts.values();
    if (first !== undefined) site.ended(first, 'busy');
    site.tick(seconds(1));
  }
  const made = [GROUP, OTHER].map((id) => site.state.sessions.get(id)?.counts.attempts);
  expect(made).toEqual([7, 7]);
});

test('an agent is never given to two groups at once', () => {
  const site = twoGroups();
  site.ready(ANN);
  expect(site.state.attempts.size).toBe(1);
});

test('a group without records leaves the agents to the other', () => {
  const site = twoGroups();
  site.order({ type: 'stop', groupId: OTHER });
  site.ready(ANN);
  site.ready(BEN);
  expect(site.picture()).toMatchObject({ ann: 'reserved 1', ben: 'reserved 2' });
});

test('a finished group completes itself, and the agents hear of both', () => {
  const site = TestSite.running({ chains: [chain(1)], autoComplete: true });
  site.ready(ANN);
  site.talk(ANN);
  site.endCall(ANN);
  site.lease([], GROUP, 0);
  expect(site.picture()).toEqual({ ann: 'wrap-up 1', group: 'running:' });
  const effects = site.markDone(ANN).filter(({ type }) => type === 'save-session');
  expect(effects).toMatchObject([
    { phase: 'unloading', by: 'auto-complete' },
    { phase: 'unloaded', by: 'engine' },
  ]);
  expect(site.picture()).toEqual({ ann: 'ready' });
  expect(site.agent(ANN).notices.map(({ kind }) => kind)).toEqual(['stopped', 'unloaded']);
});

test('one that may not complete itself waits for records', () => {
  const site = TestSite.running({ chains: [], autoComplete: false });
  site.lease([], GROUP, 0);
  site.tick(minutes(10));
  expect(site.picture()).toEqual({ ann: 'not-ready logged-on', group: 'running:' });
});

test('nor does one of which the store has more for later', () => {
  const site = TestSite.running({ chains: [], autoComplete: true });
  site.lease([], GROUP, 3);
  site.tick(minutes(10));
  expect(site.picture().group).toBe('running:');
});
