import { expect, test } from 'vitest';
import { callingListId } from '../basics/ids.ts';
import { after, hours, minutes } from '../basics/time.ts';
import type { ListedSuppression } from '../calling-lists/suppression.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { ANN, answers, chain, kinds, LIST, phone, START, TestSite } from '../test-site.ts';

const entry = (changes: Partial<ListedSuppression> = {}): ListedSuppression => ({
  key: { kind: 'phone', phone: phone(1) },
  listId: undefined,
  until: undefined,
  ...changes,
});
const person: Partial<ListedSuppression> = { key: { kind: 'customer', customerId: 'c1' } };
const TONIGHT = after(START, hours(5));
const first = chain(1, { customerId: 'c1' });

const apply = (site: TestSite, ...entries: readonly ListedSuppression[]) =>
  site.order({ type: 'apply-listed', entries });

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: Partial<ListedSuppression>, buffer: string, saved: object | undefined]>([
  ['a number, for good',          {}, 'running: 2', { state: 'closed' }],
  ['a number, until tonight',     { until: TONIGHT }, 'running: 2', { state: 'ready', dueAt: TONIGHT }],
  ['a customer',                  person, 'running: 2', { state: 'closed' }],
  ['in this calling list',        { listId: LIST }, 'running: 2', { state: 'closed' }],
  ['in another calling list',     { listId: callingListId('other') }, 'running: 1 2', undefined],
  ['an entry that is over',       { until: START }, 'running: 1 2', undefined],
])('who waits in hand is taken from it: %s', (_why, of, buffer, saved) => {
  const site = TestSite.running({ chains: [first, chain(2)] });
  const effects = apply(site, entry(of));
  expect(answers(effects)).toEqual(['ok']);
  expect(site.picture().group).toBe(buffer);
  const writes = effects.filter((effect) => effect.type === 'save-chain');
  expect(writes).toMatchObject(saved === undefined ? [] : [{ chainId: '1', ...saved }]);
  // The store has it already.
  expect(kinds(effects)).not.toContain('add-suppression');
});

test('a phone that rings is let go, and an offer is gone from the screen', () => {
  const site = TestSite.running({ chains: [first, chain(2)] });
  site.ready(ANN);
  site.accept(ANN);
  site.ring(site.attempt(1));
  expect(kinds(apply(site, entry()))).toContain('hang-up');
  expect(site.picture()).toMatchObject({ ann: 'previewing 2' });
  const second = { key: { kind: 'phone', phone: phone(2) } } as const;
  apply(site, entry({ ...second, until: TONIGHT }));
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running:' });
});

const calledOnce = { attempts: 1, callResult: 'do-not-call' } as const;
const blocked = { ...calledOnce, type: 'no-call', status: 'updated' } as const;
const waiting = { ...calledOnce, type: 'campaign-rescheduled', status: 'ready' } as const;
const again = { on: { by: 'call-result', result: 'do-not-call' }, action: 'close' } as const;

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: Partial<ListedSuppression>, plan: Partial<CampaignPlan>, saved: object]>([
  ['for good: blocked',              {}, {}, { state: 'closed', records: [blocked] }],
  ['whatever the plan has for it',   {}, { treatments: [again] }, { state: 'closed', records: [blocked] }],
  ['as a customer: blocked as well', person, {}, { state: 'closed', records: [blocked] }],
  ['until tonight: called then',     { until: TONIGHT }, {}, { state: 'ready', dueAt: TONIGHT, records: [waiting] }],
  ['until tonight, whatever the plan', { until: TONIGHT }, { treatments: [again] },
    { state: 'ready', dueAt: TONIGHT, records: [waiting] }],
])('who is listed while the phone rings, %s', (_why, of, plan, saved) => {
  const site = TestSite.running({ plan, chains: [first] });
  site.ready(ANN);
  site.accept(ANN);
  site.ring(site.attempt(1));
  const effects = apply(site, entry(of));
  expect(effects.filter(({ type }) => type === 'close-attempt')).toMatchObject([
    { result: 'do-not-call' },
  ]);
  expect(effects.filter(({ type }) => type === 'save-chain')).toMatchObject([saved]);
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running:' });
});

test('who was leased just before is given back, for the store knows until when', () => {
  const site = TestSite.running({ chains: [] });
  apply(site, entry({ until: TONIGHT }));
  site.lease([first]);
  const effects = site.ready(ANN).filter(({ type }) => type === 'release-chains');
  expect(effects).toMatchObject([{ chainIds: ['1'] }]);
});

test.each<[why: string, ends: (site: TestSite) => void]>([
  ['by itself', (site) => site.tick(minutes(5))],
  ['or taken back', (site) => apply(site, entry({ until: site.at }))],
])('an entry that has come to its end, %s, is forgotten', (_why, ends) => {
  const site = TestSite.running({ chains: [] });
  apply(site, entry({ until: after(START, minutes(5)) }));
  ends(site);
  site.lease([first]);
  site.ready(ANN);
  expect(site.picture()).toMatchObject({ ann: 'previewing 1' });
});

const SOON = after(START, minutes(5));

// biome-ignore format: a table is read in columns.
test.each<[why: string, heard: readonly Partial<ListedSuppression>[], isThere: boolean]>([
  ['the first is over',                  [{ until: SOON }], false],
  ['it was prolonged',                   [{ until: SOON }, { until: TONIGHT }], true],
  ['another list has it for longer',     [{ until: TONIGHT }, { until: SOON }], true],
  ['another list has it for good',       [{}, { until: SOON }], true],
  ['for good, and heard of late',        [{ until: SOON }, {}], true],
  ['taken back, and then until soon',    [{}, { until: START }, { until: SOON }], false],
])('of several entries the furthest end counts: %s', (_why, heard, isThere) => {
  const site = TestSite.running({ chains: [] });
  for (const each of heard) apply(site, entry(each));
  site.tick(minutes(6));
  site.lease([first]);
  site.ready(ANN);
  expect(site.picture().ann).toBe(isThere ? 'ready' : 'previewing 1');
});
