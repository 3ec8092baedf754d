import { expect, test } from 'vitest';
import { callingListId, campaignId } from '../basics/ids.ts';
import { after, hours, minutes, seconds } from '../basics/time.ts';
import type { ListedSuppression, SuppressionScope } from '../calling-lists/suppression.ts';
import { EVERYBODY } from '../calling-lists/suppression.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { Validation } from '../campaigns/validation.ts';
import {
  ANN,
  AUTO_ANSWER,
  answers,
  chain,
  kinds,
  LIST,
  phone,
  START,
  TestSite,
} from '../test-site.ts';

const entry = (changes: Partial<ListedSuppression> = {}): ListedSuppression => ({
  key: { kind: 'phone', phone: phone(1) },
  scope: EVERYBODY,
  until: undefined,
  ...changes,
});
const person: Partial<ListedSuppression> = { key: { kind: 'customer', customerId: 'c1' } };
const HERE: SuppressionScope = { kind: 'campaign', campaignId: campaignId('campaign') };
const THERE: SuppressionScope = { kind: 'campaign', campaignId: campaignId('other') };
const TONIGHT = after(START, hours(5));
const first = chain(1, { customerId: 'c1' });

const apply = (site: TestSite, ...entries: readonly ListedSuppression[]) =>
  site.order({ type: 'apply-listed', anew: [], entries });

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: Partial<ListedSuppression>, buffer: string, saved: object | undefined]>([
  ['a number, for good',          {}, 'running: 2', { state: 'closed' }],
  ['a number, until tonight',     { until: TONIGHT }, 'running: 2', { state: 'ready', dueAt: TONIGHT }],
  ['a customer',                  person, 'running: 2', { state: 'closed' }],
  ['in this calling list',        { scope: { kind: 'calling-list', listId: LIST } }, 'running: 2', { state: 'closed' }],
  ['in another calling list',     { scope: { kind: 'calling-list', listId: callingListId('other') } }, 'running: 1 2', undefined],
  ['in the campaign: it is the store’s to say', { scope: HERE, until: TONIGHT }, 'running: 2',
    { state: 'ready', dueAt: START, records: [] }],
  ['in another campaign',         { scope: THERE }, 'running: 1 2', undefined],
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
  ['in the campaign alone: another may call, not at once', { scope: HERE }, { treatments: [again] },
    { state: 'ready', dueAt: after(START, hours(1)), records: [waiting] }],
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

const anew = (site: TestSite, scope: SuppressionScope, ...entries: readonly ListedSuppression[]) =>
  site.order({ type: 'apply-listed', anew: [scope], entries });

// biome-ignore format: a table is read in columns.
test.each<[why: string, scope: SuppressionScope, still: readonly ListedSuppression[], isThere: boolean]>([
  ['nothing names them any more',         EVERYBODY, [],                        true],
  ['another list still does',             EVERYBODY, [entry()],                 false],
  ['it was for a campaign',               HERE,      [],                        true],
  ['it is, in another list',              HERE,      [entry({ scope: HERE })],  false],
])('a list is taken back as a whole: %s', (_why, scope, still, isThere) => {
  const site = TestSite.running({ chains: [] });
  apply(site, entry({ scope }));
  anew(site, scope, ...still);
  site.lease([first]);
  site.ready(ANN);
  expect(site.picture().ann).toBe(isThere ? 'previewing 1' : 'ready');
});

test('lists of another scope are as they were', () => {
  const site = TestSite.running({ chains: [] });
  apply(site, entry());
  anew(site, HERE);
  site.lease([first]);
  site.ready(ANN);
  expect(site.picture().ann).toBe('ready');
});

test('whom the campaign may call again it asks for, though it was finished', () => {
  const site = TestSite.running({ chains: [] });
  site.lease([]);
  site.ready(ANN);
  expect(kinds(anew(site, THERE))).not.toContain('lease-chains');
  expect(kinds(anew(site, HERE))).toContain('lease-chains');
});

const validation: Validation = {
  url: 'https://validation.example/ask',
  secretHeader: undefined,
  timeoutMs: seconds(2),
  connectionsMax: 4,
  refusedAs: 'no-answer',
  onTimeout: { action: 'later', waitMs: minutes(5) },
  onError: { action: 'later', waitMs: minutes(5) },
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, scope: SuppressionScope, isDialed: boolean]>([
  ['for everybody',         EVERYBODY, false],
  ['for the campaign',      HERE,      false],
  ['for another campaign',  THERE,     true],
])('a list in force %s while somebody is asked about the dial', (_why, scope, isDialed) => {
  const plan = { ...AUTO_ANSWER, validation };
  const site = TestSite.running({ plan, chains: [first] });
  site.ready(ANN);
  const { id: attemptId } = site.attempt(1);
  const told = kinds(anew(site, scope, entry({ scope })));
  const said = { type: 'validation-answered', attemptId, answer: { said: 'dial' } } as const;
  const dialed = [...told, ...kinds(site.step(said))];
  expect(dialed.includes('originate')).toBe(isDialed);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, scope: SuppressionScope, isOffered: boolean]>([
  ['for everybody',         EVERYBODY, false],
  ['for the campaign',      HERE,      false],
  ['for another campaign',  THERE,     true],
])('a list in force %s while the record waits in hand', (_why, scope, isOffered) => {
  const site = TestSite.running({ chains: [first] });
  anew(site, scope, entry({ scope }));
  site.ready(ANN);
  expect(site.picture().ann).toBe(isOffered ? 'previewing 1' : 'ready');
});
