import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { siteId } from '@outpace/engine/basics/ids.ts';
import { readConfig } from '@outpace/server/config.ts';
import { createDemoSite } from '@outpace/server/jobs/demo-site.ts';
import type { RunningServer, ServerParts } from '@outpace/server/main.ts';
import { startServer } from '@outpace/server/main.ts';
import type { Switch } from '@outpace/server/ports.ts';
import { addressOf, type Filling, testDatabase } from '@outpace/server/store/test-database.ts';
import type { Pool } from 'pg';
import { planThreads } from '../what-if/plan-threads.ts';

const BANK_CONTACTS = join(import.meta.dirname, '..', 'demo', 'bank-marketing.csv.gz');
/** The page as it is built. */
export const WEB_ROOT = join(import.meta.dirname, '..', '..', '..', 'web', 'dist');

/** To make it anew for every walk took longer than some of them. */
const DEMO: Filling = {
  name: 'outpace_demo',
  fill: async (pool) => {
    await createDemoSite(pool, siteId('main'), BANK_CONTACTS, 1);
  },
};

/** Offers stay for as long as a walk may take to accept them on a busy machine, ms. */
const OFFER_MS = 300_000;

/**
 * The whole product on a free port, with a data directory and a copy of the demo's database of its
 * own, both gone at `close`. Offers that are to be accepted stay for minutes; `change` may have it
 * otherwise, and `settings` are more variables of its environment.
 */
export async function serveDemo(
  carrier: Switch,
  change: (pool: Pool) => Promise<void>,
  settings: Readonly<Record<string, string>> = {},
  parts: Pick<ServerParts, 'inspect'> = {},
): Promise<RunningServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'outpace-walk-'));
  const database = await testDatabase('embedded', DEMO);
  const config = readConfig({
    DATABASE_URL: addressOf(database.connection),
    OUTPACE_PORT: '0',
    OUTPACE_DATA: dataFolder,
    OUTPACE_DEMO: 'on',
    OUTPACE_LOG: 'warn',
    ...settings,
  });
  if (!config.ok) throw new Error(config.problem.join(' '));
  const server = await startServer({
    ...parts,
    config: config.value,
    carrier,
    webRoot: WEB_ROOT,
    simulator: planThreads,
    prepareSite: async (pool) => {
      await setOffers(pool, OFFER_MS);
      await change(pool);
    },
  });
  return {
    ...server,
    async close(): Promise<void> {
      await server.close();
      await database.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Offers that are to be accepted stay this long, ms. */
export async function setOffers(pool: Pool, offerMs: number): Promise<void> {
  await pool.query(
    `update campaigns set settings = jsonb_set(settings, '{delivery,offerMs}', $1)
     where settings->'delivery'->>'kind' = 'manual-accept'`,
    [offerMs],
  );
}

/** Ana has promised somebody of the demo's list to call them back. */
export async function promiseFirst(
  pool: Pool,
  promise: { readonly person: number; readonly group: string; readonly dueInSeconds: number },
): Promise<void> {
  const { person, group, dueInSeconds } = promise;
  await pool.query(
    `with someone as (
       select c.site, c.id, g.id as group_id, u.id as agent_id,
         now() + make_interval(secs => $3) as due_at
       from chains c
       join campaign_groups g on g.site = c.site and g.name like $2 || '%'
       join users u on u.site = c.site and u.name = 'ana.reyes'
       order by c.id offset $1 limit 1
     ), promised as (
       update chains c set due_at = s.due_at, promised_in = s.group_id
       from someone s where c.site = s.site and c.id = s.id
     ), queued as (
       update dial_queue q set due_at = s.due_at, promised_in = s.group_id, rank = 1
       from someone s where q.site = s.site and q.chain_id = s.id
     )
     update records r set record_type = 5, agent_id = s.agent_id
     from someone s where r.site = s.site and r.chain_id = s.id and r.chain_n = 0`,
    [person, group, dueInSeconds],
  );
}

/** One more number of somebody in the demo's list, after those they have. */
export async function addNumber(pool: Pool, chainId: number, phone: string): Promise<void> {
  await pool.query(
    `insert into records (site, chain_id, list_id, chain_n, phone, contact_type, zone, daily_from,
       daily_till, window_id)
     select site, chain_id, list_id, chain_n + 1, $2, contact_type, zone, daily_from, daily_till,
       window_id
     from records where chain_id = $1 order by chain_n desc limit 1`,
    [chainId, phone],
  );
}
