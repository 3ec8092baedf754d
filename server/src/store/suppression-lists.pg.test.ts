import { must } from '@outpace/engine/basics/assert.ts';
import type { ChainId } from '@outpace/engine/basics/ids.ts';
import { callingListId, campaignGroupId, campaignId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import { recordToDial } from '@outpace/engine/calling-lists/chain.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import type {
  SuppressionKey,
  SuppressionScope,
} from '@outpace/engine/calling-lists/suppression.ts';
import type { SuppressionListBody } from '@outpace/protocol/suppression-lists.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CallableWindows } from './callable-windows.ts';
import { insertCallingList } from './calling-lists.ts';
import { chainsOf } from './chain-rows.ts';
import { leaseChains } from './lease-chains.ts';
import { asOwner, type Ownership, takeOwnership } from './ownership.ts';
import {
  addEntries,
  allSuppressionLists,
  deleteSuppressionList,
  endEntries,
  heardAnew,
  insertSuppressionList,
  newestEntries,
  updateSuppressionList,
} from './suppression-lists.ts';
import {
  addCampaigns,
  addChain,
  granted,
  listBody,
  openTestList,
  type TestSite,
} from './test-site.ts';

// Noon in New York, where every window of these records is open.
const at = instant(Date.UTC(2026, 0, 5, 17, 0));
const HOME = '+12125550101';
const LATER = '2999-01-01T00:00:00.000Z';
const BEFORE = '2001-01-01T00:00:00.000Z';
let place: TestSite;
let ours: Ownership;

beforeAll(async () => {
  place = await openTestList();
  granted(await insertCallingList(place.pool, place.site, 'l-2', listBody('Others')));
  await addCampaigns(place);
  ours = { site: place.site, epoch: await takeOwnership(place.pool, place.site) };
});
afterAll(() => place.drop());
beforeEach(() => place.pool.query('truncate chains, suppression_lists cascade'));

const number = (text: string): SuppressionKey => {
  const parsed = parsePhoneNumber(text);
  return { kind: 'phone', phone: must(parsed.ok ? parsed.value : undefined, text) };
};
const customer: SuppressionKey = { kind: 'customer', customerId: 'c1' };

const newList = (callingList: string | null = null, endsAt: string | null = null, id = 's-1') => {
  const about = { name: id, callingListId: callingList, endsAt, by: 'sue' };
  return insertSuppressionList(place.pool, place.site, { ...about, id });
};
const forCampaigns = (...campaignIds: string[]) => ({
  ...{ name: 's-1', callingListId: null, endsAt: null },
  campaignIds,
});
const newCampaignList = (...ids: string[]) =>
  insertSuppressionList(place.pool, place.site, { ...forCampaigns(...ids), id: 's-1', by: 'sue' });
const inCampaign = (id: string): SuppressionScope => ({
  kind: 'campaign',
  campaignId: campaignId(id),
});
const INLIST: SuppressionScope = { kind: 'calling-list', listId: callingListId('l-1') };
const EVERYBODY: SuppressionScope = { kind: 'everybody' };

/** The store has no clock of its own here: a transaction of each. */
const suppress = (keys: readonly SuppressionKey[], endsAt: string | null = null, id = 's-1') =>
  place.write(async (db) =>
    granted(await addEntries(db, place.site, id, { keys, endsAt, by: 'sue' })),
  );
const end = (keys: readonly SuppressionKey[], id = 's-1') =>
  place.write(async (db) => granted(await endEntries(db, place.site, id, keys)));

const add = (phones: readonly string[] = [HOME], listId = 'l-1') =>
  addChain(place.pool, place.site, { listId, phones, customerId: 'c1' });

const lease = (listId = 'l-1', campaign = 'c-1') =>
  asOwner(place.pool, ours, (statements) =>
    leaseChains(
      statements,
      ours,
      new CallableWindows(),
      {
        type: 'lease-chains',
        campaignId: campaignId(campaign),
        groupId: campaignGroupId('group'),
        lists: [{ listId: callingListId(listId), weight: 1, given: 0 }],
        count: 5,
        priorities: USUAL_PRIORITIES,
        dueBy: at,
        until: after(at, minutes(10)),
      },
      at,
    ),
  );

const became = async (id: ChainId) => {
  const text = 'select state, due_at from chains where id = $1';
  const found = await place.pool.query<{ state: string; due_at: Date | number }>(text, [id]);
  const { state, due_at } = must(found.rows[0], 'the chain');
  return [state, due_at instanceof Date ? due_at.toISOString() : 'at once'];
};

// biome-ignore format: a table is read in columns.
test.each<
  [why: string, keys: readonly SuppressionKey[], endsAt: string | null, became: readonly string[]]
>([
  ['a number, for good: closed',          [number(HOME)], null,   ['closed', new Date(at).toISOString()]],
  ['a customer, for good: closed',        [customer],     null,   ['closed', new Date(at).toISOString()]],
  ['until a day: put off to it',          [number(HOME)], LATER,  ['ready', LATER]],
  ['an entry that is over: nothing',      [number(HOME)], BEFORE, ['ready', 'at once']],
  ['somebody else’s number: nothing',     [number('+12125550199')], null, ['ready', 'at once']],
])('%s', async (_why, keys, endsAt, then) => {
  await newList();
  const chain = await add();
  await suppress(keys, endsAt);
  const { chains } = await lease();
  expect(chains.map(({ id }) => id)).toEqual(then[1] === 'at once' ? [chain] : []);
  expect(await became(chain)).toEqual(then);
});

test('with the list its entries end, and what is for good in another stays so', async () => {
  await newList(null, LATER);
  const chain = await add();
  await suppress([number(HOME)]);
  await lease();
  expect(await became(chain)).toEqual(['ready', LATER]);
  await newList(null, null, 's-2');
  await suppress([customer], null, 's-2');
  const other = await add();
  await lease();
  expect((await became(other))[0]).toBe('closed');
});

test('for one calling list the contacts of another are called', async () => {
  await newList('l-1');
  await suppress([number(HOME)]);
  const here = await add();
  const there = await add([HOME], 'l-2');
  expect((await lease()).chains).toEqual([]);
  expect((await lease('l-2')).chains.map(({ id }) => id)).toEqual([there]);
  expect((await became(here))[0]).toBe('closed');
});

test('what concerns somebody who is leased is told, with its end and calling list', async () => {
  await newList('l-1');
  await add();
  await lease();
  const told = await suppress([number(HOME), customer, number('+12125550199')], LATER);
  const until = Date.parse(LATER);
  expect(told).toHaveLength(2);
  expect(told).toContainEqual({ key: number(HOME), scope: INLIST, until });
  expect(told).toContainEqual({ key: customer, scope: INLIST, until });
});

test('of lists that name somebody alike the furthest end is told', async () => {
  const until = Date.parse(LATER);
  const soon = new Date(until - 3_600_000).toISOString();
  await newList();
  await newList(null, null, 's-2');
  await newList(null, soon, 's-3');
  await add();
  await lease();
  expect(await suppress([number(HOME)], soon)).toMatchObject([{ until: until - 3_600_000 }]);
  expect(await suppress([number(HOME)], LATER, 's-2')).toMatchObject([{ until }]);
  expect(await suppress([number(HOME)], soon)).toMatchObject([{ until }]);
  // A list that ends takes its entries along.
  expect(await suppress([number(HOME)], null, 's-3')).toMatchObject([{ until }]);
  expect(await suppress([number(HOME)], null, 's-2')).toMatchObject([{ until: undefined }]);
});

test('for one campaign another that shares the calling list calls', async () => {
  await newCampaignList('c-1');
  const chain = await add();
  await suppress([number(HOME)]);
  expect(await lease()).toMatchObject({ chains: [], openChains: 0 });
  expect(await became(chain)).toEqual(['ready', 'at once']);
  expect((await lease('l-1', 'c-2')).chains.map(({ id }) => id)).toEqual([chain]);
});

test('for several campaigns each of them passes over whoever is on it', async () => {
  await newCampaignList('c-1', 'c-2');
  const chain = await add();
  const other = await add(['+12125550103']);
  await suppress([number(HOME), customer]);
  for (const campaign of ['c-1', 'c-2']) {
    expect((await lease('l-1', campaign)).chains).toEqual([]);
  }
  await end([customer]);
  expect((await lease()).chains.map(({ id }) => id)).toEqual([other]);
  expect((await became(chain))[0]).toBe('ready');
});

test('who is passed over for a while is waited for until then', async () => {
  await newCampaignList('c-1');
  await add();
  await suppress([number(HOME)], LATER);
  const found = await lease();
  expect(found).toMatchObject({ chains: [], openChains: 1, nextDueAt: Date.parse(LATER) });
});

test('at another number the same person is called', async () => {
  await newCampaignList('c-1');
  const chain = await add([HOME, '+12125550102']);
  await suppress([number(HOME)]);
  expect((await lease()).chains).toEqual([]);
  await place.pool.query('update chains set place = 1');
  expect((await lease()).chains).toMatchObject([{ id: chain, suppressed: [HOME] }]);
});

test('whom a campaign has promised a call waits for the end of the entry', async () => {
  await newCampaignList('c-1');
  const chain = await add();
  await place.pool.query('update records set record_type = 6');
  await suppress([number(HOME)], LATER);
  await lease();
  expect(await became(chain)).toEqual(['ready', LATER]);
});

test('what concerns somebody who is leased is told for each campaign', async () => {
  await newCampaignList('c-1', 'c-2');
  await add();
  await lease();
  const told = await suppress([number(HOME)]);
  expect(told.map(({ scope }) => scope)).toEqual([inCampaign('c-1'), inCampaign('c-2')]);
});

test('another number of the person is known as suppressed', async () => {
  await newList();
  const chain = await add(['+12125550102', HOME]);
  await suppress([number(HOME)]);
  const [found] = await asOwner(place.pool, ours, (statements) =>
    chainsOf(statements, place.site, [chain], { leaseUntil: at }),
  );
  expect([found?.suppressed, found && recordToDial(found).phone]).toEqual([[HOME], '+12125550102']);
});

test('what is ended is in force no more, unless another list has it', async () => {
  await newList();
  await newList(null, null, 's-2');
  await suppress([number(HOME)]);
  await suppress([number(HOME)], null, 's-2');
  expect(await end([number(HOME)])).toEqual([]);
  expect(await end([number(HOME)], 's-2')).toMatchObject([{ key: number(HOME), until: 0 }]);
  const chain = await add();
  expect((await lease()).chains.map(({ id }) => id)).toEqual([chain]);
});

test('lists say how many of their entries have not ended', async () => {
  await newList();
  await suppress([number(HOME), number(HOME), customer], LATER);
  await suppress([number('+12125550199')], BEFORE);
  expect(await allSuppressionLists(place.pool, place.site)).toMatchObject([
    { id: 's-1', name: 's-1', callingListId: null, endsAt: null, addedBy: 'sue', entries: 2 },
  ]);
});

test('entries say who added them and why, the newest first, without ended ones', async () => {
  await place.addUser('sue', 'supervisor');
  await newList();
  const say = (key: SuppressionKey, reason: string | undefined, endsAt: string | null = null) =>
    place.write(async (db) =>
      granted(await addEntries(db, place.site, 's-1', { keys: [key], endsAt, reason, by: 'sue' })),
    );
  await say(number(HOME), 'asked in a letter');
  await say(customer, undefined);
  await say(number('+12125550199'), 'over', BEFORE);
  // Prolonged without a word: the reason that was given stays.
  await say(number(HOME), undefined, LATER);
  expect(await newestEntries(place.pool, place.site, 's-1')).toMatchObject([
    { kind: 'customer', value: 'c1', reason: '', addedBy: 'SUE', endsAt: null },
    { kind: 'phone', value: HOME, reason: 'asked in a letter', addedBy: 'SUE', endsAt: LATER },
  ]);
  expect(await newestEntries(place.pool, place.site, 'gone')).toBeUndefined();
});

const change = (body: SuppressionListBody, version = 1, id = 's-1') =>
  place.write((db) => updateSuppressionList(db, place.site, id, version, body));
const everybody: SuppressionListBody = { name: 's-1', callingListId: null, endsAt: null };

test('a list that is changed holds for others at once, and both are told', async () => {
  await newList('l-1');
  await add();
  await lease();
  await suppress([number(HOME)]);
  const changed = granted(await change({ ...forCampaigns('c-2', 'c-1'), name: 'Renamed' }));
  expect(changed.value).toMatchObject({
    ...{ name: 'Renamed', version: 2, callingListId: null, campaignIds: ['c-1', 'c-2'] },
    ...{ inForce: true, entries: 1 },
  });
  const scopes = [inCampaign('c-1'), inCampaign('c-2')];
  expect(changed.told.anew).toEqual([INLIST, ...scopes]);
  expect(changed.told.entries.map(({ scope }) => scope)).toEqual(scopes);
});

test('out of force it keeps nobody, and in force again it does', async () => {
  await newList();
  await suppress([number(HOME)]);
  const off = granted(await change({ ...everybody, inForce: false }));
  expect(off).toMatchObject({ value: { inForce: false }, told: { anew: [EVERYBODY] } });
  const chain = await add();
  expect((await lease()).chains.map(({ id }) => id)).toEqual([chain]);
  const on = granted(await change(everybody, 2));
  expect(on.told.entries).toEqual([{ key: number(HOME), scope: EVERYBODY, until: undefined }]);
});

test('whom a campaign passed over it calls when its list is changed', async () => {
  await newCampaignList('c-1');
  const chain = await add();
  await suppress([number(HOME)]);
  await lease();
  granted(await change(forCampaigns('c-2')));
  expect((await lease()).chains.map(({ id }) => id)).toEqual([chain]);
});

test.each([
  ['gone', 'gone', 1, 'NOT_FOUND'],
  ['changed by somebody else', 's-1', 2, 'CHANGED_MEANWHILE'],
])('a list that is %s is not changed', async (_why, id, version, code) => {
  await newList();
  expect(await change(everybody, version, id)).toMatchObject({ ok: false, problem: { code } });
});

test('a list is removed with its entries, and what another has stays in force', async () => {
  await newList();
  await newList(null, null, 's-2');
  await add();
  await lease();
  await suppress([number(HOME), customer]);
  await suppress([customer], null, 's-2');
  const gone = await place.write((db) => deleteSuppressionList(db, place.site, 's-1'));
  expect(granted(gone)).toEqual({ scopes: [EVERYBODY], entries: 2 });
  const told = await place.write((db) => heardAnew(db, place.site, [EVERYBODY]));
  expect(told.entries.map(({ key }) => key)).toEqual([customer]);
  const again = await place.write((db) => deleteSuppressionList(db, place.site, 's-1'));
  expect(again).toMatchObject({ ok: false, problem: { code: 'NOT_FOUND' } });
});

test('a list whose last campaign is gone holds for nobody', async () => {
  await newCampaignList('c-3');
  await suppress([number(HOME)]);
  await place.pool.query("delete from campaigns where id = 'c-3'");
  const [list] = await allSuppressionLists(place.pool, place.site);
  expect(list?.campaignIds).toEqual([]);
  const chain = await add();
  expect((await lease()).chains.map(({ id }) => id)).toEqual([chain]);
});
