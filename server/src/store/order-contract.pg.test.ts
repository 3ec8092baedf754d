import { siteId } from '@outpace/engine/basics/ids.ts';
import { PostgresDialerStore } from './dialer-store.ts';
import { listSelection, setSelection } from './list-selections.ts';
import { CONTRACT_FIELDS, type OrderRig, orderContract } from './order-contract.ts';
import { testDatabase } from './test-database.ts';
import { granted } from './test-site.ts';

const site = siteId('main');

async function open(): Promise<OrderRig> {
  const { pool, drop } = await testDatabase();
  await pool.query(HOUSE);
  await pool.query('update calling_lists set fields = $1', [JSON.stringify(CONTRACT_FIELDS)]);
  const store = new PostgresDialerStore(pool, site, { plan: async () => undefined });
  await store.takeSite();
  return {
    close: drop,
    async fill(people) {
      await pool.query(EMPTY);
      for (const { name, listId, balance } of people) {
        await pool.query(ADD, [name, listId, JSON.stringify({ balance })]);
      }
    },
    async select(listId, selection) {
      const { version } = granted(await listSelection(pool, site, listId));
      granted(await setSelection(pool, site, listId, selection, version));
    },
    commit: (writes) => store.commit(writes),
    lease: async (order, at) => (await store.leaseChains(order, at)).chains,
  };
}

orderContract('PostgreSQL', open);

const HOUSE = `
  insert into sites (site, name) values ('main', 'Main');
  insert into calling_lists (site, id, name)
  values ('main', 'red', 'Red'), ('main', 'blue', 'Blue');
  insert into callable_windows (zone, daily_from, daily_till) values ('UTC', 0, 86400)`;

const EMPTY = `
  truncate chains, records, dial_queue, leases restart identity;
  update calling_lists set selection = null, selection_version = 0`;

const ADD = `
  with chain as (
    insert into chains (site, list_id, contact_name) values ('main', $2, $1) returning id
  ), record as (
    insert into records (site, chain_id, list_id, phone, zone, daily_from, daily_till, window_id,
      fields)
    select 'main', chain.id, $2, '+12125550' || 100 + chain.id % 100, 'UTC', 0, 86400, w.id, $3
    from chain, callable_windows w
  )
  insert into dial_queue (site, chain_id, list_id, window_id)
  select 'main', chain.id, $2, w.id from chain, callable_windows w`;
