import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '@outpace/engine/basics/assert.ts';
import { callingListId, campaignGroupId, siteId } from '@outpace/engine/basics/ids.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { Pool } from 'pg';
import { openDatabase } from '../store/database.ts';
import { PostgresDialerStore } from '../store/dialer-store.ts';
import { migrate } from '../store/migrate.ts';

/** A list of a million must not take longer than this many times a list of ten thousand. */
const RATIO_MAX = 1.5;
const CHAINS_FETCHED = 100;

/** How long fetching 100 due chains takes from a small and from a large list. */
export async function bench(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'outpace-bench-'));
  const database = await openDatabase({ dataDir: directory });
  try {
    await migrate(database.pool);
    const [small = 0, large = 0] = await measure(database.pool, [10_000, 1_000_000], 50);
    const ratio = large / small;
    console.log(`fetching ${CHAINS_FETCHED} due chains, p50`);
    console.log(`  of a list of    10,000: ${small.toFixed(2)} ms`);
    console.log(`  of a list of 1,000,000: ${large.toFixed(2)} ms`);
    const verdict = ratio <= RATIO_MAX ? 'PASS' : 'FAIL';
    console.log(`  ratio ${ratio.toFixed(2)}, limit ${RATIO_MAX} ${verdict}`);
    if (verdict === 'FAIL') process.exitCode = 1;
  } finally {
    await database.close();
    await rm(directory, { recursive: true });
  }
}

/** Medians in ms of `rounds` fetches of each size of list, taken in turns. */
export async function measure(
  pool: Pool,
  sizes: readonly number[],
  rounds: number,
): Promise<readonly number[]> {
  await pool.query("insert into sites (site, name) values ('main', 'Main')");
  await pool.query(WINDOWS, [ZONES]);
  for (const size of sizes) await addList(pool, size);
  const store = new PostgresDialerStore(pool, siteId('main'), { plan: async () => undefined });
  await store.takeSite();
  const tookMs = sizes.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, size] of sizes.entries()) {
      const list = must(tookMs[place], `list ${place}`);
      list.push(await fetchMs(store, size));
    }
  }
  return tookMs.map((list) => must(list.toSorted((a, b) => a - b)[rounds >> 1], 'a median'));
}

async function fetchMs(store: PostgresDialerStore, size: number): Promise<number> {
  const at = instant(Date.UTC(2026, 0, 5, 17, 0));
  const lists = [{ listId: callingListId(`of-${size}`), count: CHAINS_FETCHED }];
  const groupId = campaignGroupId('group');
  const until = after(at, minutes(10));
  const start = performance.now();
  const { chains } = await store.leaseChains(
    { type: 'lease-chains', groupId, lists, dueBy: at, until },
    at,
  );
  const tookMs = performance.now() - start;
  if (chains.length === CHAINS_FETCHED) return tookMs;
  throw new Error(`${chains.length} chains were fetched, not ${CHAINS_FETCHED}`);
}

// At 17:00 UTC it is daytime in the first eight and night in the last two.
const ZONES = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Toronto',
  'America/Sao_Paulo',
  'Europe/London',
  'Australia/Sydney',
  'Pacific/Auckland',
];

const WINDOWS = `
  insert into callable_windows (zone, daily_from, daily_till)
  select zone, 28800, 75600 from unnest($1::text[]) as zone`;

/** One number a person; three in four are due, the others are rescheduled for later. */
async function addList(pool: Pool, size: number): Promise<void> {
  const list = `of-${size}`;
  await pool.query("insert into calling_lists (site, id, name) values ('main', $1, $1)", [list]);
  const client = await pool.connect();
  try {
    await client.query('begin');
    // The rows refer to each other by construction; checking each takes most of the time.
    await client.query('set local session_replication_role = replica');
    await client.query(CHAINS, [list, size]);
    await client.query(RECORDS, [list]);
    await client.query(QUEUE, [list]);
    await client.query('commit');
  } finally {
    client.release();
  }
  await pool.query('vacuum analyze chains, records, dial_queue');
}

const CHAINS = `
  insert into chains (site, list_id, contact_name, due_at)
  select 'main', $1, 'Contact ' || n,
    case when n % 4 = 0 then timestamptz '2026-02-01' else '-infinity' end
  from generate_series(1, $2::int) as n`;

const RECORDS = `
  insert into records (site, chain_id, list_id, phone, record_type, zone, daily_from, daily_till,
    window_id)
  select 'main', c.id, $1, '+1' || (200 + c.id % 800) || '5550' || (100 + c.id % 100),
    case when c.due_at = '-infinity' then 2 else 3 end, w.zone, w.daily_from, w.daily_till, w.id
  from chains c join callable_windows w on w.id = 1 + c.id % 10
  where c.site = 'main' and c.list_id = $1`;

const QUEUE = `
  insert into dial_queue (site, chain_id, list_id, window_id, rank, due_at)
  select 'main', r.chain_id, $1, r.window_id, case when r.record_type = 2 then 3 else 2 end,
    c.due_at
  from chains c join records r on r.site = c.site and r.chain_id = c.id
  where c.site = 'main' and c.list_id = $1`;
