import { callingListId, campaignGroupId, siteId } from '@outpace/engine/basics/ids.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { StoreEventOf } from '../ports.ts';
import { CallableWindows } from './callable-windows.ts';
import { leaseChains } from './lease-chains.ts';
import { asOwner, takeOwnership } from './ownership.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

const site = siteId('main');
const at = instant(Date.UTC(2026, 0, 5, 12, 0));
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query(HOUSE);
});
afterAll(() => database.drop());
beforeEach(() => database.pool.query(EMPTY));

const add = (list: string, count: number, rank = 3): Promise<unknown> =>
  database.pool.query(ADD, [list, count, rank]);

async function lease(shares: Record<string, number>): Promise<StoreEventOf<'chains-leased'>> {
  const ours = { site, epoch: await takeOwnership(database.pool, site) };
  const order = {
    type: 'lease-chains',
    groupId: campaignGroupId('group'),
    lists: Object.entries(shares).map(([id, count]) => ({ listId: callingListId(id), count })),
    dueBy: at,
    until: after(at, minutes(10)),
  } as const;
  return asOwner(database.pool, ours, (statements) =>
    leaseChains(statements, ours, new CallableWindows(), order, at),
  );
}

test('each list gives its share, callbacks of any list first', async () => {
  await add('red', 5);
  await add('blue', 5);
  await add('blue', 1, 1);
  const { chains } = await lease({ red: 2, blue: 3 });
  expect(chains.map((chain) => chain.listId)).toEqual(['blue', 'red', 'red', 'blue', 'blue']);
});

test('a list that is empty, or not asked for, gives nothing', async () => {
  await add('blue', 5);
  expect(await lease({ red: 3 })).toMatchObject({ chains: [], openChains: 0 });
  expect(await lease({ red: 3, blue: 0 })).toMatchObject({
    chains: [],
    openChains: 1,
    nextDueAt: at,
  });
});

test('many suppressed people in a row end the search, not the session', async () => {
  await add('red', 40);
  await database.pool.query(SUPPRESS_ALL);
  const first = await lease({ red: 5 });
  expect(first).toMatchObject({ chains: [], openChains: 1, nextDueAt: at });
  const second = await lease({ red: 5 });
  expect(second).toMatchObject({ chains: [], openChains: 0, nextDueAt: undefined });
  const { rows } = await database.pool.query('select distinct state from chains');
  expect(rows).toEqual([{ state: 'closed' }]);
});

test('a chain whose record is gone is closed instead of leased again and again', async () => {
  await add('red', 1);
  await database.pool.query('update chains set place = 4');
  expect(await lease({ red: 1 })).toMatchObject({ chains: [], openChains: 0 });
});

const HOUSE = `
  insert into sites (site, name) values ('main', 'Main');
  insert into calling_lists (site, id, name)
  values ('main', 'red', 'Red'), ('main', 'blue', 'Blue');
  insert into callable_windows (zone, daily_from, daily_till) values ('UTC', 28800, 64800)`;

const EMPTY = 'truncate chains, records, dial_queue, leases, suppressions';

const ADD = `
  with chain as (
    insert into chains (site, list_id) select 'main', $1 from generate_series(1, $2::int)
    returning id
  ), record as (
    insert into records (site, chain_id, list_id, phone, zone, daily_from, daily_till, window_id)
    select 'main', chain.id, $1, '+12125550' || 100 + chain.id % 100, 'UTC', 28800, 64800, w.id
    from chain, callable_windows w
  )
  insert into dial_queue (site, chain_id, list_id, window_id, rank)
  select 'main', chain.id, $1, w.id, $3::int from chain, callable_windows w`;

const SUPPRESS_ALL = `
  insert into suppressions (site, kind, value, reason, added_by, added_at)
  select distinct 'main', 'phone', phone, 'asked', 'alice', now() from records`;
