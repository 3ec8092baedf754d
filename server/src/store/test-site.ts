import { must } from '@outpace/engine/basics/assert.ts';
import { type ChainId, chainId, type SiteId, siteId } from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import { RECORD_TYPES, type RecordType } from '@outpace/engine/calling-lists/record.ts';
import type { CallingListBody } from '@outpace/protocol/calling-lists.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import type { Pool } from 'pg';
import { insertCallingList } from './calling-lists.ts';
import type { Queryable } from './queryable.ts';
import { insertSite } from './sites.ts';
import { testDatabase } from './test-database.ts';
import { type Outcome, transact } from './transaction.ts';
import { insertUser } from './users.ts';

/** A site in a database of its own, for the tests of what lies in it. */
export type TestSite = {
  readonly pool: Pool;
  readonly site: SiteId;
  /** Runs in one transaction that must succeed. */
  write<Value>(work: (db: Queryable) => Promise<Value>): Promise<Value>;
  addUser(id: string, role?: Role): Promise<void>;
  drop(): Promise<void>;
};

export async function openTestSite(): Promise<TestSite> {
  const { pool, drop } = await testDatabase();
  const site = siteId('main');
  await insertSite(pool, site, { name: 'Test', demo: false, reasons: [] });
  return {
    pool,
    site,
    drop,
    async write<Value>(work: (db: Queryable) => Promise<Value>): Promise<Value> {
      return granted(await transact(pool, { code: 'IN_USE' }, async (db) => ok(await work(db))));
    },
    async addUser(id: string, role: Role = 'agent'): Promise<void> {
      const names = { id, name: id, displayName: id.toUpperCase() };
      await insertUser(pool, site, { ...names, role, active: true, passwordHash: 'none' });
    },
  };
}

/** The value of what must not be refused here. */
export function granted<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`refused: ${outcome.problem.code}`);
  return outcome.value;
}

export const listBody = (name: string): CallingListBody => ({
  name,
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 28_800,
  dailyTill: 64_800,
  fields: [],
});

/** A site with one list in it, `l-1`. */
export async function openTestList(): Promise<TestSite> {
  const at = await openTestSite();
  granted(await insertCallingList(at.pool, at.site, 'l-1', listBody('Customers')));
  return at;
}

/** Campaigns `c-1` to `c-3`, of no list, for what refers to one. */
export async function addCampaigns({ pool, site }: Pick<TestSite, 'pool' | 'site'>): Promise<void> {
  await pool.query(
    `insert into campaigns (site, id, name, settings)
     select $1, 'c-' || n, 'Campaign ' || n, '{}' from generate_series(1, 3) as n`,
    [site],
  );
}

/** A person in that list, with one number. */
export const addCustomer = ({ pool, site }: TestSite): Promise<ChainId> =>
  addChain(pool, site, { listId: 'l-1', phones: ['+12125550142'] });

/** A person in a list, called Somebody, with these numbers in order. */
export async function addChain(
  db: Queryable,
  site: SiteId,
  chain: {
    readonly listId: string;
    readonly phones: readonly string[];
    readonly customerId?: string;
    readonly isClosed?: boolean;
  },
): Promise<ChainId> {
  const window = await db.query<{ readonly id: number }>(
    `insert into callable_windows (zone, daily_from, daily_till)
     values ('America/New_York', 28800, 64800)
     on conflict (zone, daily_from, daily_till) do update set zone = excluded.zone returning id`,
  );
  const windowId = must(window.rows[0], 'the window').id;
  const state = chain.isClosed === true ? 'closed' : 'ready';
  const made = await db.query<{ readonly id: string }>(
    `insert into chains (site, list_id, contact_name, customer_id, state)
     values ($1, $2, 'Somebody', $3, $4) returning id::text as id`,
    [site, chain.listId, chain.customerId ?? null, state],
  );
  const { id } = must(made.rows[0], 'the chain');
  await db.query(
    `insert into records (site, chain_id, list_id, chain_n, phone, zone, daily_from, daily_till,
       window_id)
     select $1, $2, $3, n - 1, phone, 'America/New_York', 28800, 64800, $4
     from unnest($5::text[]) with ordinality as p (phone, n)`,
    [site, id, chain.listId, windowId, chain.phones],
  );
  if (state === 'ready') {
    await db.query(
      `insert into dial_queue (site, chain_id, list_id, window_id) values ($1, $2, $3, $4)`,
      [site, id, chain.listId, windowId],
    );
  }
  return chainId(id);
}

/** The number of a person at this place has been promised a call. */
export async function addPromise(
  db: Queryable,
  site: SiteId,
  promise: {
    readonly chainId: ChainId;
    readonly place: number;
    /** ISO 8601. */
    readonly dueAt: string;
    readonly groupId: string;
    readonly agentId: string | null;
    readonly type: RecordType;
  },
): Promise<void> {
  const { chainId: id, place, dueAt, groupId, agentId, type } = promise;
  await db.query(
    `with promised as (
       update chains set due_at = $3, promised_in = $4, place = $5
       where site = $1 and id = $2::bigint
     ), queued as (
       update dial_queue set due_at = $3, promised_in = $4, rank = 1
       where site = $1 and chain_id = $2::bigint
     )
     update records set record_type = $6, agent_id = $7
     where site = $1 and chain_id = $2::bigint and chain_n = $5`,
    [site, id, dueAt, groupId, place, RECORD_TYPES.indexOf(type), agentId],
  );
}

export type TestAttempt = {
  readonly id: string;
  readonly chainId: ChainId;
  readonly groupId?: string;
  readonly campaignId?: string;
  readonly agentId?: string;
  /** ISO 8601. */
  readonly openedAt?: string;
  /** Talk that began ten seconds after it was opened, s; undefined: nobody was reached. */
  readonly talkSeconds?: number;
  /** Number of the published enumeration; undefined while it is open. */
  readonly callResult?: number;
};

export async function addAttempt(db: Queryable, site: SiteId, attempt: TestAttempt): Promise<void> {
  await db.query(
    `insert into attempts (site, id, epoch, group_id, campaign_id, list_id, chain_id, record_id,
       phone, mode, agent_id, opened_at, connected_at, ended_at, call_result)
     select $1, $2, 1, $3, $4, r.list_id, r.chain_id, r.id, r.phone, 'progressive', $5,
       $6::timestamptz, $6::timestamptz + make_interval(secs => 10 + 0 * $7::float8),
       $6::timestamptz + make_interval(secs => 10 + $7::float8), $8
     from records r where r.site = $1 and r.chain_id = $9 and r.chain_n = 0`,
    [
      site,
      attempt.id,
      attempt.groupId ?? 'g-1',
      attempt.campaignId ?? 'c-1',
      attempt.agentId ?? null,
      attempt.openedAt ?? '2026-01-05T10:00:00Z',
      attempt.talkSeconds ?? null,
      attempt.callResult ?? null,
      attempt.chainId,
    ],
  );
}

/** An interaction that is done, and the attempt that led to it. */
export async function addInteraction(
  db: Queryable,
  site: SiteId,
  interaction: {
    readonly id: string;
    readonly chainId: ChainId;
    readonly agentId: string;
    readonly openedAt?: string;
    readonly note?: string;
  },
): Promise<void> {
  const { id, agentId, openedAt = '2026-01-05T10:00:00Z' } = interaction;
  const about = { chainId: interaction.chainId, agentId, openedAt };
  await addAttempt(db, site, { ...about, id: `a-${id}`, talkSeconds: 60, callResult: 33 });
  await db.query(
    `insert into interactions (site, id, attempt_id, group_id, campaign_id, chain_id, record_id,
       agent_id, opened_at, connected_at, ended_at, done_at, closed_by, call_result,
       disposition_code, note)
     select site, $2, id, group_id, campaign_id, chain_id, record_id, agent_id, opened_at,
       connected_at, ended_at, ended_at, 'agent', 33, 'interested', $3
     from attempts where site = $1 and id = $4`,
    [site, id, interaction.note ?? '', `a-${id}`],
  );
}

/** A recording of this interaction, called after it. */
export async function addRecording(
  db: Queryable,
  site: SiteId,
  interactionId: string,
  state: 'recording' | 'kept' | 'failed',
  attemptId = `a-${interactionId}`,
): Promise<void> {
  await db.query(
    `insert into recordings (site, attempt_id, interaction_id, file, state, started_at)
     values ($1, $4, $2, case when $4 = 'a-' || $2 then 'file-' || $2 else 'file-' || $4 end, $3,
       '2026-01-05T10:00:10Z')`,
    [site, interactionId, state, attemptId],
  );
}
