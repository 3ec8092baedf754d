import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { must } from '@outpace/engine/basics/assert.ts';
import {
  type CallingListId,
  callingListId,
  campaignGroupId,
  campaignId,
  siteId,
} from '@outpace/engine/basics/ids.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { ListSelection } from '@outpace/engine/calling-lists/list-selection.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { Pool } from 'pg';
import { ListKeeper } from '../jobs/list-keeper.ts';
import { openDatabase } from '../store/database.ts';
import { PostgresDialerStore } from '../store/dialer-store.ts';
import { setSelection } from '../store/list-selections.ts';
import { migrate } from '../store/migrate.ts';
import { addRows } from './lease/list-rows.ts';
import { Traffic, type Written } from './lease/traffic.ts';

/**
 * The slowest fetch but one in a hundred takes at most so many times that of the smallest list of
 * its kind: a filter costs something, whatever the size.
 */
const RATIO_MAX = 2;
const CHAINS_FETCHED = 100;
const SMALL = 10_000;
const SIZES = [SMALL, 1_000_000];
const HUGE = 10_000_000;
/** So many that twenty fetches are slower than the one that counts. */
const ROUNDS = 2_000;
/** Rows that are written in one transaction. */
const CHUNK = 100_000;

/**
 * How long fetching 100 due chains takes from small and large lists, while others write: a hundred
 * attempts a second, and an import. `--huge`: ten million records, too, which take minutes and
 * about ten gigabytes of disk.
 */
export async function bench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: { huge: { type: 'boolean', default: false } },
  });
  const sizes = values.huge ? [...SIZES, HUGE] : SIZES;
  const directory = await mkdtemp(join(tmpdir(), 'outpace-bench-'));
  const database = await openDatabase({ dataDir: directory });
  try {
    await migrate(database.pool);
    const { fetches, written, keyedPerS } = await measure(database.pool, sizes, ROUNDS);
    console.log(`lease  fetching ${CHAINS_FETCHED} due chains, ${ROUNDS} times of each size`);
    for (const { size, kind, medianMs, slowMs } of fetches) {
      const smallest = fetches.find((each) => each.kind === kind);
      const ratio = slowMs / must(smallest, 'the smallest list').slowMs;
      const isPassed = ratio <= RATIO_MAX;
      if (!isPassed) process.exitCode = 1;
      const verdict = `${ratio.toFixed(2)} times the smallest, limit ${RATIO_MAX}`;
      const times = `p50 ${medianMs.toFixed(1)} ms, p99 ${slowMs.toFixed(1)} ms`;
      const records = size.toLocaleString('en').padStart(10);
      console.log(
        `lease  ${records} records, ${kind}: ${times}, ${verdict} ${isPassed ? 'PASS' : 'FAIL'}`,
      );
    }
    const { attempts, rows, seconds } = written;
    const perSecond = (count: number): string => Math.round(count / seconds).toLocaleString('en');
    console.log(`lease  meanwhile ${perSecond(attempts)} attempts/s and an import of`);
    console.log(`lease  ${perSecond(rows)} rows/s were written`);
    const looked = Math.round(keyedPerS).toLocaleString('en');
    console.log(`lease  before that ${looked} rows/s were looked at by a changed selection`);
  } finally {
    await database.close();
    await rm(directory, { recursive: true });
  }
}

/** `selected`: the list has a filter, which a third of it does not pass, and a sort. */
const KINDS = ['whole', 'selected'] as const;
type Kind = (typeof KINDS)[number];

export type Fetches = {
  readonly size: number;
  readonly kind: Kind;
  readonly medianMs: number;
  readonly slowMs: number;
};
type Measured = {
  readonly fetches: readonly Fetches[];
  readonly written: Written;
  /** Rows that were looked at by a selection. */
  readonly keyedPerS: number;
};

/** Fetches of each size, taken in turns while the traffic runs. */
export async function measure(
  pool: Pool,
  sizes: readonly number[],
  rounds: number,
): Promise<Measured> {
  await pool.query("insert into sites (site, name) values ('main', 'Main')");
  await pool.query(WINDOWS, [ZONES]);
  const cases = sizes.flatMap((size) => KINDS.map((kind) => ({ size, kind })));
  let rowsKeyed = 0;
  let keyedMs = 0;
  for (const { size, kind } of cases) {
    for (const list of listsOf(size, kind, rounds)) {
      await addList(pool, list, size);
      if (kind === 'whole') continue;
      keyedMs += await selectFrom(pool, list);
      rowsKeyed += size;
    }
  }
  await pool.query('vacuum analyze chains, records, dial_queue');
  const store = new PostgresDialerStore(pool, siteId('main'), { plan: async () => undefined });
  await store.takeSite();
  const traffic = await Traffic.begin(pool, store);
  const tookMs = cases.map((): number[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [place, { size, kind }] of cases.entries()) {
      const lists = listsOf(size, kind, rounds);
      const list = must(lists[round % lists.length], 'a list of that size');
      must(tookMs[place], `case ${place}`).push(await fetchMs(store, list));
    }
  }
  const written = await traffic.end();
  const fetches = cases.map((each, place) => {
    const sorted = must(tookMs[place], `case ${place}`).toSorted((a, b) => a - b);
    const at = (share: number): number => sorted[Math.floor(share * (rounds - 1))] ?? 0;
    return { ...each, medianMs: at(0.5), slowMs: at(0.99) };
  });
  return { fetches, written, keyedPerS: (1_000 * rowsKeyed) / keyedMs };
}

/**
 * As many lists of that size as the fetches use up: about half of a list is due and awake, and two
 * thirds of that pass.
 */
const listsOf = (size: number, kind: Kind, rounds: number): readonly CallingListId[] => {
  const chains = kind === 'whole' ? size / 2 : size / 3;
  return Array.from({ length: Math.ceil((rounds * CHAINS_FETCHED) / chains) }, (_, n) =>
    callingListId(`${kind}-${size}-${n}`),
  );
};

const SELECTION: ListSelection = {
  filter: { match: 'all', conditions: [{ field: 'balance', operator: 'less-than', value: 667 }] },
  sort: [{ field: 'balance', descending: true }],
};

/** As a supervisor changes it; how long it takes until all of the list was looked at, ms. */
async function selectFrom(pool: Pool, list: CallingListId): Promise<number> {
  const site = siteId('main');
  await pool.query('update calling_lists set fields = $2 where id = $1', [list, FIELDS]);
  const set = await setSelection(pool, site, list, SELECTION, 0);
  if (!set.ok) throw new Error(`the selection was refused: ${set.problem.code}`);
  const keeper = new ListKeeper(pool, site, (fault) => {
    throw fault;
  });
  const start = performance.now();
  keeper.keep(list);
  await keeper.settled();
  return performance.now() - start;
}

const FIELDS = JSON.stringify([{ key: 'balance', label: 'Balance', type: 'number', choices: [] }]);

async function fetchMs(store: PostgresDialerStore, listId: CallingListId): Promise<number> {
  const at = instant(Date.UTC(2026, 0, 5, 17, 0));
  const lists = [{ listId, weight: 1, given: 0 }];
  const count = CHAINS_FETCHED;
  const groupId = campaignGroupId('group');
  const until = after(at, minutes(10));
  const start = performance.now();
  const { chains } = await store.leaseChains(
    {
      type: 'lease-chains',
      campaignId: campaignId('campaign'),
      groupId,
      lists,
      count,
      priorities: USUAL_PRIORITIES,
      dueBy: at,
      until,
    },
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
async function addList(pool: Pool, list: CallingListId, size: number): Promise<void> {
  await pool.query("insert into calling_lists (site, id, name) values ('main', $1, $1)", [list]);
  for (let done = 0; done < size; done += CHUNK) {
    await addRows(pool, list, done, Math.min(size, done + CHUNK));
  }
}
