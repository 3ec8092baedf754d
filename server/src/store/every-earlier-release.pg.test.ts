import { must } from '@outpace/engine/basics/assert.ts';
import {
  attemptId,
  chainId,
  interactionId,
  type SiteId,
  siteId,
} from '@outpace/engine/basics/ids.ts';
import { after, instant, minutes } from '@outpace/engine/basics/time.ts';
import { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import type pg from 'pg';
import { Compile } from 'typebox/compile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allCallingLists, recordsOfList } from './calling-lists.ts';
import { allCampaigns } from './campaigns.ts';
import { contactHistory } from './contact-history.ts';
import { PostgresDialerStore } from './dialer-store.ts';
import { attemptEvidence } from './evidence.ts';
import { type Migration, migrate, ownMigrations } from './migrate.ts';
import { StoredPlans } from './plans.ts';
import { recordingOf } from './recordings.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';
import { fillAfter, fillingsOfNobody } from './test-old-house.ts';
import { schemaOf } from './test-schema.ts';
import { credentialsOf } from './users.ts';

/*
 * Each release is a number of migrations, so each number of them is a house that somebody may still
 * live in. All are built one on the other, filled on the way, and each is moved to now.
 */

const site: SiteId = siteId('main');
const migrations = await ownMigrations();
/** Of a house that nobody lives in any more. */
const NOTHING_KEPT = new Set(['schema_migrations']);

/** What migrations change on purpose; all else must be there as it was. */
const CHANGED: Readonly<Record<string, readonly string[]>> = {
  // Read again below, as the program reads them.
  campaigns: ['settings', 'response_category_id'],
  // Numbers of ranks were given anew.
  dial_queue: ['rank'],
  leases: ['rank'],
  // Whoever owned the site does not any more.
  ownership: ['epoch', 'owner'],
  site_leases: ['epoch'],
};

let fresh: TestDatabase;
let house: TestDatabase;

beforeAll(async () => {
  fresh = await testDatabase();
  house = await testDatabase();
  await house.pool.query('drop schema public cascade; create schema public');
});
afterAll(async () => {
  await house.drop();
  await fresh.drop();
});

/** One more migration, and what could be kept from then on. */
async function climb(before: readonly Migration[], step: Migration): Promise<void> {
  await migrate(house.pool, [...before, step]);
  await fillAfter(step.version, house.pool);
}

/** Works on the house, and leaves it as it was: what would be transactions are parts of one. */
async function undone(work: (pool: pg.Pool) => Promise<void>): Promise<void> {
  const client = await house.pool.connect();
  await client.query('begin');
  try {
    await work(asPool(client));
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const NESTED: Readonly<Record<string, string>> = {
  begin: 'savepoint nested',
  commit: 'release savepoint nested',
  rollback: 'rollback to savepoint nested',
};

function asPool(client: pg.PoolClient): pg.Pool {
  const query = (asked: string | pg.QueryConfig, values?: unknown[]): unknown => {
    const { text, ...rest } = typeof asked === 'string' ? { text: asked, values } : asked;
    return client.query(NESTED[text] ?? text, rest.values);
  };
  const nothing = (): void => undefined;
  const lent = { query, on: nothing, off: nothing, release: nothing };
  return { query, connect: async () => lent } as unknown as pg.Pool;
}

type Row = Readonly<Record<string, unknown>>;
type Rows = ReadonlyMap<string, readonly Row[]>;

async function allRows(pool: pg.Pool): Promise<Rows> {
  const tables = await pool.query<{ readonly name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const all = new Map<string, readonly Row[]>();
  for (const { name } of tables.rows) {
    if (NOTHING_KEPT.has(name)) continue;
    const found = await pool.query<{ readonly row: Row }>(
      `select to_jsonb(t) as row from ${name} t`,
    );
    all.set(
      name,
      found.rows.map(({ row }) => row),
    );
  }
  return all;
}

/** The rows of before that are not there afterwards, with every column that they had. */
function missingIn(after: Rows, before: Rows): readonly string[] {
  const missing: string[] = [];
  for (const [table, rows] of before) {
    const left = [...(after.get(table) ?? [])];
    for (const row of rows) {
      const kept = Object.keys(row).filter((column) => !CHANGED[table]?.includes(column));
      const same = (other: Row): boolean =>
        kept.every((column) => JSON.stringify(other[column]) === JSON.stringify(row[column]));
      const at = left.findIndex(same);
      if (at < 0) missing.push(`${table}: ${JSON.stringify(row)}`);
      else left.splice(at, 1);
    }
  }
  return missing;
}

/** The site as the program reads it, a moment after the take-over. */
async function readSite(pool: pg.Pool): Promise<object> {
  const settings = Compile(CampaignSettings);
  const [campaign] = await allCampaigns(pool, site);
  const [list] = await allCallingLists(pool, site);
  const { records } = await recordsOfList(pool, site, { listId: 'l-1', after: '0', limit: 10 });
  const asked = { chainId: chainId('3'), before: undefined, limit: 10, hearer: undefined };
  const history = await contactHistory(pool, site, asked);
  const evidence = await attemptEvidence(pool, site, attemptId('t-1'));
  return {
    sign: await credentialsOf(pool, site, 'ana'),
    areSettings: settings.Check(must(campaign, 'the campaign').settings),
    lists: campaign?.lists.map(({ listId }) => listId),
    counts: [list?.name, list?.chains, list?.open],
    records: records.map(({ phone, contactName, recordType, fields }) =>
      [contactName, phone, recordType, ...Object.values(fields)].join(' '),
    ),
    history: history.entries.map((entry) => (entry.type === 'call' ? entry.note : entry.type)),
    evidence: [evidence?.phone, evidence?.callResult],
  };
}

const SITE_READ = {
  sign: { userId: 'ana', role: 'agent', passwordHash: 'hash of ana' },
  areSettings: true,
  lists: ['l-1'],
  counts: ['Customers', 4, 3],
  records: [
    'Nora +12125550141 general flat',
    'Nora +12125550142 general',
    'Omar +12125550143 general',
    'Pia +12125550144 no-call',
    'Quinn +12125550145 campaign-callback',
  ],
  history: ['Will call back'],
  evidence: ['+12125550144', 'answer'],
};

/** What the next owner of the site goes on with. */
async function goOn(pool: pg.Pool): Promise<object> {
  const at = instant(Date.UTC(2026, 0, 5, 12, 0));
  const store = new PostgresDialerStore(pool, site, new StoredPlans(pool, site));
  const epoch = await store.takeSite();
  const { attempts, sessions } = await store.recover(at);
  const plan = must(sessions[0], 'the session').plan;
  const next = await store.leaseChains(
    {
      type: 'lease-chains',
      groupId: plan.groupId,
      campaignId: plan.campaignId,
      lists: plan.lists.map(({ listId, weight }) => ({ listId, weight, given: 0 })),
      priorities: must(plan.priorities, 'its priorities'),
      count: 10,
      dueBy: at,
      until: after(at, minutes(10)),
    },
    at,
  );
  return {
    isNewer: Number(epoch) > 7,
    running: sessions.map(({ plan: { groupName }, run }) => [groupName, run]),
    open: attempts.map(({ attemptId: id, chain, interaction }) => [
      id,
      chain.contactName,
      interaction?.draft,
    ]),
    next: next.chains.map(({ contactName }) => contactName),
  };
}

const GONE_ON = {
  isNewer: true,
  running: [['Group', true]],
  open: [
    [
      't-2',
      'Omar',
      {
        callResult: 'answer',
        dispositionCode: 'sold',
        doNotCall: undefined,
        note: 'Half a thought',
      },
    ],
  ],
  // Promised first, whatever number its rank had then.
  next: ['Quinn', 'Nora'],
};

test('every earlier release comes to the newest with all that was in its database', async () => {
  const wanted = await schemaOf(fresh.pool);
  const before: Migration[] = [];
  for (const step of migrations) {
    await climb(before, step);
    before.push(step);
    await undone(async (pool) => {
      const had = await allRows(pool);
      await migrate(pool);
      const from = `from ${step.name}`;
      expect(missingIn(await allRows(pool), had), from).toEqual([]);
      expect(await schemaOf(pool), from).toEqual(wanted);
      expect(await readSite(pool), from).toEqual(SITE_READ);
      if (step.version >= 2) {
        const file = await recordingOf(pool, site, interactionId('i-1'), attemptId('t-1'));
        expect(file, from).toEqual({ file: 'file-1', agentId: 'ana' });
      }
      expect(await goOn(pool), from).toEqual(GONE_ON);
    });
  }
  // A table that nothing is put in here would be moved without anybody looking.
  await undone(async (pool) => {
    const empty = [...(await allRows(pool))].filter(([, rows]) => rows.length === 0);
    expect(empty.map(([table]) => table)).toEqual([]);
  });
  expect(await fillingsOfNobody()).toEqual([]);
});
