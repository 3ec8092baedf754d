import { callingListId, campaignGroupId, campaignId, siteId } from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { ListSelection } from '@outpace/engine/calling-lists/list-selection.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CallableWindows } from './callable-windows.ts';
import { leaseChains } from './lease-chains.ts';
import {
  keyFirstRows,
  keyLastRows,
  type QueuePlace,
  type SelectedList,
  selectedLists,
} from './list-keys.ts';
import { listSelection, setSelection } from './list-selections.ts';
import { asOwner, type Statements, takeOwnership } from './ownership.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

const site = siteId('main');
const at = instant(Date.UTC(2026, 0, 5, 12, 0));
let place: TestDatabase;

beforeAll(async () => {
  place = await testDatabase();
  await place.pool.query(HOUSE);
});
afterAll(() => place.drop());
beforeEach(() => place.pool.query(EMPTY));

/** One person each, with this balance; null: none. */
const add = (...balances: readonly (number | null)[]) => place.pool.query(ADD, [balances]);

async function select(selection: ListSelection): Promise<void> {
  const before = await listSelection(place.pool, site, 'red');
  const version = before.ok ? before.value.version : 0;
  expect(await setSelection(place.pool, site, 'red', selection, version)).toEqual(ok(undefined));
}

const keyed = (rowsMax = 100) =>
  withList(async (statements, list) => keyFirstRows(statements, site, list, rowsMax));
const keyedFromBack = (rowsMax = 100, before?: QueuePlace) =>
  withList(async (statements, list) => keyLastRows(statements, site, list, rowsMax, before));

/** Undefined: the list has no selection. */
async function withList<T>(run: (statements: Statements, list: SelectedList) => Promise<T>) {
  const ours = { site, epoch: await takeOwnership(place.pool, site) };
  return asOwner(place.pool, ours, async (statements) => {
    const [list] = await selectedLists(statements, site, ['red']);
    return list && run(statements, list);
  });
}

/** Balances of those that no selection has looked at. */
async function unseen(): Promise<string> {
  const { rows } = await place.pool.query<{ readonly all: string }>(
    `select coalesce(string_agg(r.fields->>'balance', ' ' order by q.chain_id), '') as all
     from dial_queue q join records r on r.chain_id = q.chain_id
       join calling_lists l on l.id = q.list_id
     where abs(q.keyed) < l.selection_version`,
  );
  return rows[0]?.all ?? '';
}

async function lease(count: number) {
  const ours = { site, epoch: await takeOwnership(place.pool, site) };
  const order = {
    type: 'lease-chains',
    campaignId: campaignId('campaign'),
    groupId: campaignGroupId('group'),
    lists: [{ listId: callingListId('red'), weight: 1, given: 0 }],
    count,
    priorities: USUAL_PRIORITIES,
    dueBy: at,
    until: after(at, minutes(10)),
  } as const;
  return asOwner(place.pool, ours, (statements) =>
    leaseChains(statements, ours, new CallableWindows(), order, at),
  );
}

const balances = async (count = 9) => {
  const { chains, openChains } = await lease(count);
  return [chains.map(({ records }) => records[0]?.fields.balance).join(' '), openChains];
};

const atLeast = (value: number): ListSelection => ({
  filter: { match: 'all', conditions: [{ field: 'balance', operator: 'at-least', value }] },
  sort: [],
});
const byBalance = (descending: boolean): ListSelection => ({
  filter: { match: 'all', conditions: [] },
  sort: [{ field: 'balance', descending }],
});

test('a list without a selection is not looked at', async () => {
  await add(5, 3);
  expect(await keyed()).toBeUndefined();
  expect(await balances()).toEqual(['5 3', 0]);
});

test('who does not pass is not called, and does not keep the campaign going', async () => {
  await add(5, 30, 2, 40);
  await select(atLeast(10));
  expect(await balances()).toEqual(['30 40', 0]);
});

test('who passes goes in the order of the sort, those without a value last', async () => {
  await add(5, null, 30, -2);
  await select(byBalance(true));
  expect(await balances()).toEqual(['30 5 -2 ', 0]);
});

test('a changed selection is in force at the next fetch', async () => {
  await add(5, 30, 2, 40);
  await select(atLeast(10));
  expect(await balances(1)).toEqual(['30', 1]);
  await select(byBalance(false));
  expect(await balances()).toEqual(['2 5 40', 0]);
});

test('rows are looked at once, a part at a time', async () => {
  await add(1, 2, 3, 4, 5);
  await select(atLeast(3));
  expect([await keyed(3), await unseen()]).toEqual([3, '4 5']);
  expect([await keyed(3), await unseen()]).toEqual([2, '']);
  expect(await keyed(3)).toBe(0);
});

test('from the back a part goes on from the one before, and leaves what is behind', async () => {
  await add(1, 2, 3, 4, 5);
  await select(atLeast(3));
  const first = await keyedFromBack(3);
  expect(await unseen()).toBe('1 2');
  await place.pool.query('update dial_queue set keyed = 0');
  const second = await keyedFromBack(9, first);
  expect(await unseen()).toBe('3 4 5');
  expect(await keyedFromBack(9, second)).toBeUndefined();
  await keyedFromBack();
  expect(await unseen()).toBe('');
});

test('from the back it looks at rows of earlier versions, too', async () => {
  await add(1, 2, 3, 4, 5);
  await select(atLeast(3));
  await keyedFromBack();
  await add(6);
  await select(byBalance(true));
  // Those that pass are the last, those that do not the first.
  const seen: string[] = [];
  let reached = await keyedFromBack(2);
  for (; reached !== undefined; reached = await keyedFromBack(2, reached)) {
    seen.push(await unseen());
  }
  expect(seen).toEqual(['1 2 3 6', '1 2', '']);
});

test('a row that comes in later is looked at when it is fetched', async () => {
  await select(atLeast(10));
  await add(5, 30);
  expect(await balances()).toEqual(['30', 0]);
});

test('a promise is kept whatever the selection says', async () => {
  await add(5, 7);
  await place.pool.query(
    `update dial_queue set promised_in = 'group', rank = 1
     where chain_id = (select min(id) from chains)`,
  );
  await select(atLeast(100));
  expect(await balances()).toEqual(['5', 0]);
});

const HOUSE = `
  insert into sites (site, name) values ('main', 'Main');
  insert into calling_lists (site, id, name, fields) values ('main', 'red', 'Red',
    '[{"key": "balance", "label": "Balance", "type": "number", "choices": []}]');
  insert into callable_windows (zone, daily_from, daily_till) values ('UTC', 28800, 64800)`;

const EMPTY = `
  truncate chains, records, dial_queue, leases;
  update calling_lists set selection = null, selection_version = 0`;

const ADD = `
  with one as (
    select nextval(pg_get_serial_sequence('chains', 'id')) as id, balance
    from unnest($1::int[]) with ordinality as b (balance, ord) order by ord
  ), chain as (
    insert into chains (site, id, list_id) overriding system value
    select 'main', id, 'red' from one
  ), record as (
    insert into records (site, chain_id, list_id, phone, zone, daily_from, daily_till, window_id,
      fields)
    select 'main', one.id, 'red', '+12125550' || 100 + one.id % 100, 'UTC', 28800, 64800, w.id,
      jsonb_build_object('balance', balance)
    from one, callable_windows w
  )
  insert into dial_queue (site, chain_id, list_id, window_id)
  select 'main', one.id, 'red', w.id from one, callable_windows w`;
