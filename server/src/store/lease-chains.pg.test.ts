import { callingListId, campaignGroupId, campaignId, siteId } from '@outpace/engine/basics/ids.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import { QUEUE_RANKS, USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ActionOf, StoreEventOf } from '../ports.ts';
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

type Asked = Partial<Pick<ActionOf<'lease-chains'>, 'priorities' | 'only'>>;

async function lease(
  weights: Record<string, number>,
  count: number,
  asked: Asked = {},
): Promise<StoreEventOf<'chains-leased'>> {
  const ours = { site, epoch: await takeOwnership(database.pool, site) };
  const order = {
    type: 'lease-chains',
    campaignId: campaignId('campaign'),
    groupId: campaignGroupId('group'),
    lists: Object.entries(weights).map(([id, weight]) => ({
      listId: callingListId(id),
      weight,
      given: 0,
    })),
    count,
    priorities: USUAL_PRIORITIES,
    ...asked,
    dueBy: at,
    until: after(at, minutes(10)),
  } as const;
  return asOwner(database.pool, ours, (statements) =>
    leaseChains(statements, ours, new CallableWindows(), order, at),
  );
}

const listsOf = ({ chains }: StoreEventOf<'chains-leased'>) => chains.map(({ listId }) => listId);

test('lists give in turn by their weights, callbacks of any list first', async () => {
  await add('red', 5);
  await add('blue', 5);
  await add('blue', 1, QUEUE_RANKS.campaignCallback);
  const leased = await lease({ red: 1, blue: 2 }, 5);
  expect(listsOf(leased)).toEqual(['blue', 'red', 'blue', 'blue', 'red']);
  expect(leased.turns).toEqual([
    { listId: 'red', weight: 1, given: 2 },
    { listId: 'blue', weight: 2, given: 3 },
  ]);
});

test('a list that has nothing due gives its share to the others', async () => {
  await add('blue', 9);
  expect(listsOf(await lease({ red: 9, blue: 1 }, 3))).toEqual(['blue', 'blue', 'blue']);
});

test('a suppressed person takes nobody’s turn', async () => {
  await add('red', 2);
  await add('blue', 4);
  await database.pool.query(SUPPRESS_LIST, ['red']);
  const leased = await lease({ red: 1, blue: 1 }, 3);
  expect(listsOf(leased)).toEqual(['blue', 'blue', 'blue']);
});

test('which type goes first is chosen; personal callbacks go before all', async () => {
  await add('red', 1, QUEUE_RANKS.general);
  await add('red', 1, QUEUE_RANKS.campaignCallback);
  await add('red', 1, QUEUE_RANKS.rescheduled);
  await add('red', 1, QUEUE_RANKS.personal);
  const { rows } = await database.pool.query<{ id: string }>(
    'select id::text from chains order by id',
  );
  const [general, callback, rescheduled, personal] = rows.map(({ id }) => id);
  const priorities = { general: 1, 'campaign-callback': 3, 'campaign-rescheduled': 2 };
  const { chains } = await lease({ red: 1 }, 4, { priorities });
  expect(chains.map(({ id }) => id)).toEqual([personal, general, rescheduled, callback]);
});

test('callbacks alone are those that this group is to keep', async () => {
  await add('red', 1, QUEUE_RANKS.campaignCallback);
  await add('red', 1, QUEUE_RANKS.personal);
  await database.pool.query("update dial_queue set promised_in = 'group' where rank = 1");
  const leased = await lease({ red: 1 }, 4, { only: 'callbacks' });
  expect([leased.chains.length, leased.turns]).toEqual([1, undefined]);
});

test('a list that is empty, or not asked for, gives nothing', async () => {
  await add('blue', 5);
  expect(await lease({ red: 3 }, 3)).toMatchObject({ chains: [], openChains: 0 });
  expect(await lease({ red: 3, blue: 1 }, 0)).toMatchObject({
    chains: [],
    openChains: 1,
    nextDueAt: at,
  });
});

test('many suppressed people in a row end the search, not the session', async () => {
  await add('red', 40);
  await database.pool.query(SUPPRESS_ALL);
  const first = await lease({ red: 1 }, 5);
  expect(first).toMatchObject({ chains: [], openChains: 1, nextDueAt: at });
  const second = await lease({ red: 1 }, 5);
  expect(second).toMatchObject({ chains: [], openChains: 0, nextDueAt: undefined });
  const { rows } = await database.pool.query('select distinct state from chains');
  expect(rows).toEqual([{ state: 'closed' }]);
});

test('a chain whose record is gone is closed instead of leased again and again', async () => {
  await add('red', 1);
  await database.pool.query('update chains set place = 4');
  expect(await lease({ red: 1 }, 1)).toMatchObject({ chains: [], openChains: 0 });
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

const SUPPRESS_LIST = `
  insert into suppressions (site, kind, value, reason, added_by, added_at)
  select distinct 'main', 'phone', phone, 'asked', 'alice', now() from records
  where list_id = $1`;
