import { expect, test } from 'vitest';
import { callingListId, campaignGroupId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import { USUAL_PRIORITIES } from '../calling-lists/queue-rank.ts';
import type { RecordType } from '../calling-lists/record.ts';
import type { Effect } from '../effect.ts';
import type { ChangeOrder } from '../event.ts';
import {
  ANN,
  AUTO_ANSWER,
  answers,
  chain,
  chains,
  GROUP,
  kinds,
  LIST,
  plan,
  record,
  TestSite,
} from '../test-site.ts';

const OTHER = callingListId('other');
const LISTS = [LIST, OTHER].map((listId) => ({ listId, name: listId, weight: 10, attemptsMax: 5 }));
const GENERAL_FIRST = { ...USUAL_PRIORITIES, general: 1, 'campaign-callback': 3 };

const change = (over: Partial<ChangeOrder> = {}): ChangeOrder => ({
  type: 'change-order',
  groupId: GROUP,
  priorities: GENERAL_FIRST,
  weights: [{ listId: OTHER, weight: 30 }],
  ...over,
});

const asked = (effects: readonly Effect[]) => effects.filter(({ type }) => type === 'lease-chains');
const released = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.type === 'release-chains' ? effect.chainIds : []));

test('what nobody works on goes back, and the store is asked in the new order at once', () => {
  const site = TestSite.running({ plan: { lists: LISTS }, chains: chains(6) });
  site.ready(ANN);
  const effects = site.order(change());
  // Chain 1 is on Ann's screen.
  expect([answers(effects), released(effects)]).toEqual([['ok'], ['2', '3', '4', '5', '6']]);
  expect(asked(effects)).toMatchObject([
    {
      priorities: GENERAL_FIRST,
      lists: [
        { listId: LIST, weight: 10, given: 0 },
        { listId: OTHER, weight: 30, given: 0 },
      ],
    },
  ]);
});

test('an answer that was on its way goes back as well, and is asked for anew', () => {
  const site = new TestSite();
  site.load(plan({ lists: LISTS }));
  expect(asked(site.order(change()))).toEqual([]);
  const late = site.lease(chains(2));
  expect([released(late), asked(late)]).toMatchObject([
    ['1', '2'],
    [{ priorities: GENERAL_FIRST }],
  ]);
  site.lease([chain(3)]);
  expect(site.picture()[GROUP]).toBe('active: 3');
});

test('who let a record pass does not get it again because the order was changed', () => {
  const site = TestSite.running({ agents: [ANN] });
  site.ready(ANN);
  site.reject(ANN);
  expect(site.picture()[GROUP]).toBe('running: 1 3');
  expect(released(site.order(change({ weights: [] })))).toEqual(['3']);
  expect(site.picture()[GROUP]).toBe('running: 1');
});

test('a group without any active list is refused', () => {
  const site = TestSite.running();
  const weights = [{ listId: LIST, weight: 0 }];
  expect(answers(site.order(change({ weights })))).toEqual(['WRONG_CONFIGURATION']);
});

test('a group that unloads, or is not loaded, is not changed', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  site.order({ type: 'complete', groupId: GROUP });
  const groupId = campaignGroupId('other');
  const said = [site.order(change()), site.order(change({ groupId }))].map(answers);
  expect(said).toEqual([['SESSION_UNLOADING'], ['GROUP_NOT_LOADED']]);
});

test('a list that is put in another order is asked again by whoever dials it', () => {
  const site = TestSite.running({
    plan: { lists: LISTS },
    chains: [chain(1), chain(2, { listId: OTHER }), chain(3), chain(4)],
  });
  const effects = site.order({ type: 'reorder-list', listId: OTHER });
  expect([released(effects), kinds(effects)]).toEqual([
    ['2'],
    ['release-chains', 'reply', 'lease-chains'],
  ]);
  const gone = callingListId('nobodys');
  expect(kinds(site.order({ type: 'reorder-list', listId: gone }))).toEqual(['reply']);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, general: number, then: string]>([
  ['callbacks go before what is in hand',           3, 'running: 4 1 2 3'],
  ['unless they are to go last',                    1, 'running: 1 2 3 4'],
])('%s', (_why, general, then) => {
  const priorities = { ...USUAL_PRIORITIES, 'campaign-callback': 2, general };
  const site = TestSite.running({ plan: { priorities } });
  const type: RecordType = 'campaign-callback';
  site.lease([chain(4, { records: [record(4, { type })] })]);
  expect(site.picture()[GROUP]).toBe(then);
});

test('the lists go on in turn from where the store has left them', () => {
  const site = TestSite.running({ plan: { lists: LISTS }, chains: [] });
  const turns = [
    { listId: LIST, weight: 10, given: 7 },
    { listId: OTHER, weight: 10, given: 6 },
  ];
  site.tick(seconds(70));
  site.step({
    type: 'chains-leased',
    groupId: GROUP,
    chains: [],
    openChains: 1,
    nextDueAt: undefined,
    turns,
  });
  expect(asked(site.tick(seconds(70)))).toMatchObject([{ lists: turns }]);
});
