import { expect, test } from 'vitest';
import { attemptId, callingListId, campaignId } from '../basics/ids.ts';
import { after, hours, millis, minutes, seconds } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { BOTHERS } from '../compliance/attempt-limit.ts';
import type { CampaignRules } from '../compliance/campaign-rules.ts';
import type { Effect } from '../effect.ts';
import {
  ANN,
  BEN,
  chain,
  GROUP,
  kinds,
  LIMITS,
  plan,
  record,
  START,
  TestSite,
} from '../test-site.ts';

const used = chain(1, { records: [record(1, { attempts: 5 })] });
const asleep = chain(1, { records: [record(1, { zone: 'Asia/Tokyo' })] });
const lapsed = chain(1, { leaseUntil: START });
const lost = chain(1, { listId: callingListId('lost') });

// biome-ignore format: a table is read in columns.
test.each<[why: string, first: Chain, gone: readonly Effect['type'][]]>([
  ['used up: closed',                            used,   ['save-chain']],
  ['from a list that the campaign lost: closed', lost,   ['save-chain']],
  ['midnight in Tokyo: given back',              asleep, ['release-chains']],
  ['its lease is over: forgotten, nothing written', lapsed, []],
])('%s, and the next record is offered', (_why, first, gone) => {
  const site = TestSite.running({ chains: [first, chain(2)] });
  const effects = kinds(site.ready(ANN)).filter((type) => type !== 'reply');
  expect([effects, site.picture()]).toEqual([gone, { ann: 'previewing 2', group: 'running:' }]);
});

const RULES = { profile: 'us', hours: [], closedDates: [], limits: [], without: [] } as const;
const noon = { from: 12 * 3_600, till: 13 * 3_600 };
const AT_NOON = { days: Array.from({ length: 7 }, () => [noon]) };
const NEVER = { days: Array.from({ length: 7 }, () => []) };
const ONCE = {
  id: 'once-a-day',
  max: 1,
  windowMs: hours(24),
  of: 'number',
  across: 'site',
  counted: BOTHERS,
  required: true,
} as const;
const tried = chain(1, {
  past: [
    {
      attemptId: attemptId('before'),
      openedAt: after(START, millis(-hours(2))),
      phone: record(1).phone,
      chainId: chain(1).id,
      customerId: undefined,
      campaignId: campaignId('another'),
      result: 'no-answer',
    },
  ],
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, rules: CampaignRules, first: Chain, inHours: number]>([
  ['until noon, which the campaign waits for', { ...RULES, hours: [{ hours: AT_NOON }] }, chain(1), 1],
  ['until a day after the last attempt',       { ...RULES, limits: [ONCE] },              tried,    22],
  ['for a day, where no hour is left at all',  { ...RULES, hours: [{ hours: NEVER }] },   chain(1), 24],
])('put off %s, as it was', (_why, rules, first, inHours) => {
  const site = TestSite.running({ plan: { rules }, chains: [first] });
  const saved = site.ready(ANN).filter((effect) => effect.type === 'save-chain');
  const dueAt = after(START, hours(inHours));
  expect(saved).toMatchObject([{ chainId: '1', state: 'ready', position: 0, records: [], dueAt }]);
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running:' });
});

test('asked once more when the offer is accepted: the hour may have passed', () => {
  const rules = { ...RULES, hours: [{ hours: AT_NOON }] };
  const site = TestSite.running({ plan: { rules }, chains: [] });
  site.tick(minutes(119));
  site.tick(seconds(50));
  site.lease([chain(1, { leaseUntil: after(START, hours(9)) })]);
  site.ready(ANN);
  site.tick(seconds(15));
  expect(kinds(site.accept(ANN))).toEqual(['save-chain', 'reply']);
});

test('the store is told the hours, and how far back attempts count', () => {
  const rules = { ...RULES, limits: [ONCE] };
  const site = new TestSite();
  const asked = site.load(plan({ rules })).filter((effect) => effect.type === 'lease-chains');
  expect(asked).toMatchObject([{ rules, pastMs: hours(24) }]);
});

test('a rejected record goes on top of the list in hand', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.reject(ANN);
  expect(site.picture()).toEqual({ ann: 'previewing 2', group: 'running: 1 3' });
});

test('not to the same agent within the cool-down, to another at once', () => {
  const site = TestSite.running({ agents: [ANN, BEN], chains: [chain(1)] });
  site.ready(ANN);
  site.reject(ANN);
  expect(site.picture()).toEqual({ ann: 'ready', ben: 'not-ready logged-on', group: 'running: 1' });
  site.ready(BEN);
  expect(site.picture()).toEqual({ ann: 'ready', ben: 'previewing 1', group: 'running:' });
});

test('after the cool-down it is offered again by itself', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  site.ready(ANN);
  site.reject(ANN);
  site.tick(seconds(59));
  expect(site.picture().ann).toBe('ready');
  site.tick(seconds(1));
  expect(site.picture().ann).toBe('previewing 1');
});

test('a cool-down of none offers it again at once', () => {
  const limits = { ...LIMITS, coolDownMs: seconds(0) };
  const site = TestSite.running({ plan: { limits }, chains: [chain(1)] });
  site.ready(ANN);
  site.reject(ANN);
  expect(site.picture().ann).toBe('previewing 1');
});

test('what falls due again is asked for then, and not later', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  site.lease([]);
  site.ready(ANN);
  site.accept(ANN);
  site.tick(seconds(30));
  site.lease([]);
  site.ended(site.attempt(1), 'no-answer');
  expect(site.state.sessions.get(GROUP)?.lease).toEqual({
    phase: 'idle',
    askAgainAt: after(site.at, minutes(1)),
  });
});

test('a group with a redial to come is not finished, though the store had nothing', () => {
  const site = TestSite.running({ chains: [chain(1)], autoComplete: true });
  site.ready(ANN);
  site.accept(ANN);
  site.lease([], GROUP, 0);
  site.ended(site.attempt(1), 'no-answer');
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running:' });
});

test('nor is one whose record waits for its window', () => {
  const site = TestSite.running({ chains: [asleep], autoComplete: true });
  site.lease([], GROUP, 0);
  site.ready(ANN);
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running:' });
});
