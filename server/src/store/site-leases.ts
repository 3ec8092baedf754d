import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { must } from '@outpace/engine/basics/assert.ts';
import { epoch as asEpoch, siteId as asSiteId, type SiteId } from '@outpace/engine/basics/ids.ts';
import type { Pool } from 'pg';
import type { NodeId, SeenNode, SeenSite } from '../cluster/site-shares.ts';
import { StoreFault } from '../ports.ts';
import { newestSchema } from './newer-release.ts';
import { LEASE_MS, type Ownership, raiseEpoch, takingLease, withTransaction } from './ownership.ts';
import { startOf } from './running-process.ts';

/** A node as it announces itself. */
export type Announced = {
  readonly nodeId: NodeId;
  /** Where other nodes reach it, such as `http://10.0.0.2:7600`. */
  readonly address: string;
  readonly process: string;
  readonly phase: SeenNode['phase'];
};

export type SiteOnNode = SeenSite & {
  /** Its owner said that nothing of it is left there: whoever comes may take it at once. */
  readonly isGivenUp: boolean;
  /** Where its owner is; undefined where that is no node, or nobody. */
  readonly address: string | undefined;
  /** Of whoever has or had it; 0 before anybody. */
  readonly epoch: number;
};

export type Beat = {
  /** Another process goes by the name of this node now. */
  readonly isNameLost: boolean;
  /** Of those that were held: all others are lost. */
  readonly renewed: readonly SiteId[];
  readonly nodes: readonly SeenNode[];
  readonly sites: readonly SiteOnNode[];
  /** The newest migration that the database has had, or that it is about to be given. */
  readonly schema: number;
};

/**
 * This process among all that ever were: the machine since it was started, the room of its
 * processes, its number, and when it began. Elsewhere than on Linux the machine is its name.
 */
export function thisProcess(): string {
  return [...thisPlace(), process.pid, startOf(process.pid)].join(' ');
}

function thisPlace(): readonly string[] {
  if (process.platform !== 'linux') return [hostname(), '-'];
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return [boot, readlinkSync('/proc/self/ns/pid')];
}

/** Whether that process has surely ended. Of another machine nothing is known from here. */
export function isProvedDead(name: string): boolean {
  const [machine, room, pid, ...start] = name.split(' ');
  const [ourMachine, ourRoom] = thisPlace();
  if (machine !== ourMachine || room !== ourRoom) return false;
  return startOf(Number(pid)) !== start.join(' ');
}

/**
 * Takes the name of a node. An earlier process of that name must be proved dead, and then its sites
 * are free at once, or have been silent for a lease. False: somebody goes by that name.
 */
export function joinAs(
  pool: Pool,
  { nodeId, address, process, phase }: Announced,
): Promise<boolean> {
  return withTransaction(pool, async ({ run }) => {
    type Row = { readonly process: string; readonly is_silent: boolean };
    const [before] = await run<Row>('node-before', NODE_BEFORE, [nodeId, LEASE_MS]);
    if (before !== undefined && before.process !== process) {
      const isDead = isProvedDead(before.process);
      if (!isDead && !before.is_silent) return false;
      if (isDead) await run('free-sites', FREE_SITES, [nodeId]);
    }
    await run('join', JOIN, [nodeId, address, process, phase]);
    return true;
  });
}

/** Says that this node is there, renews what it holds, and reads how all of them stand. */
export async function beat(pool: Pool, me: Announced, held: readonly Ownership[]): Promise<Beat> {
  const { nodeId, process, phase } = me;
  const alive = await pool.query(ALIVE, [nodeId, process, phase]);
  const renewed = await pool.query<{ readonly site: string }>(RENEW_ALL, [
    held.map(({ site }) => site),
    held.map(({ epoch }) => epoch),
    LEASE_MS,
  ]);
  const nodes = await pool.query<SeenNode>(NODES, [LEASE_MS]);
  const sites = await pool.query<SiteStand>(SITES);
  const schema = await newestSchema(pool);
  return {
    isNameLost: alive.rowCount === 0,
    renewed: renewed.rows.map(({ site }) => asSiteId(site)),
    nodes: nodes.rows,
    sites: sites.rows.map(siteOf),
    schema,
  };
}

/**
 * The site under a new epoch for this node, which knows the migrations up to this one; undefined:
 * somebody else has it.
 */
export function takeSite(
  pool: Pool,
  site: SiteId,
  nodeId: NodeId,
  knows: number,
): Promise<Ownership | undefined> {
  return withTransaction(pool, async ({ run }) => {
    await run('may-wait', `set local lock_timeout = ${LEASE_MS}`, []);
    await run('lease-row', LEASE_ROW, [site]);
    const free = await run('free-lease', FREE_LEASE, [site]);
    if (free.length === 0) return undefined;
    // Waits for what the one before is writing; what comes after is refused by its epoch.
    const rows = await run<{ epoch: string }>('raise-epoch', raiseEpoch, [site, thisProcess()]);
    const epoch = asEpoch(Number(must(rows[0], `ownership of ${site}`).epoch));
    await run('take-lease', takingLease, [site, epoch, nodeId, LEASE_MS]);
    // A migration holds the rows above: it is over now, or has not begun and will end this epoch.
    if ((await run('newer-schema', HAS_NEWER, [knows])).length > 0) {
      throw new StoreFault(`site ${site} is not taken: the database is of a newer release`);
    }
    return { site, epoch };
  });
}

/** False: it is not this owner's any more. */
export async function renewSite(pool: Pool, { site, epoch }: Ownership): Promise<boolean> {
  return (await pool.query(RENEW_ALL, [[site], [epoch], LEASE_MS])).rowCount === 1;
}

/** After the last write of its owner: whoever comes may take it at once. */
export async function giveUpSite(pool: Pool, { site, epoch }: Ownership): Promise<void> {
  await pool.query(
    `update site_leases set expires_at = '-infinity' where site = $1 and epoch = $2`,
    [site, epoch],
  );
}

/** This node is gone, and nobody has to wait for it to be silent. */
export async function leaveAs(pool: Pool, { nodeId, process }: Announced): Promise<void> {
  await pool.query('delete from nodes where id = $1 and process = $2', [nodeId, process]);
}

type SiteStand = {
  readonly site: string;
  readonly node: string | null;
  readonly address: string | null;
  readonly epoch: string | null;
  readonly is_held: boolean;
  readonly is_given_up: boolean;
};

const siteOf = (row: SiteStand): SiteOnNode => ({
  siteId: asSiteId(row.site),
  owner: ownerOf(row),
  isGivenUp: row.is_given_up,
  address: row.address ?? undefined,
  epoch: Number(row.epoch ?? 0),
});

function ownerOf({ is_held, node }: SiteStand): SeenSite['owner'] {
  if (!is_held) return 'nobody';
  return node === null ? 'outsider' : { nodeId: node };
}

const ms = (at: string): string => `${at} * interval '1 millisecond'`;

const NODE_BEFORE = `
  select process, seen_at < clock_timestamp() - ${ms('$2::int')} as is_silent
  from nodes where id = $1 for update`;

const FREE_SITES = `update site_leases set expires_at = '-infinity' where node = $1`;

const JOIN = `
  insert into nodes (id, address, process, phase, seen_at)
  values ($1, $2, $3, $4, clock_timestamp())
  on conflict (id) do update set address = excluded.address, process = excluded.process,
    phase = excluded.phase, seen_at = excluded.seen_at`;

const ALIVE = `
  update nodes set seen_at = clock_timestamp(), phase = $3 where id = $1 and process = $2`;

const RENEW_ALL = `
  update site_leases l set expires_at = clock_timestamp() + ${ms('$3::int')}
  from unnest($1::text[], $2::bigint[]) as held (site, epoch)
  where l.site = held.site and l.epoch = held.epoch returning l.site`;

const NODES = `
  select id as "nodeId", phase, seen_at >= clock_timestamp() - ${ms('$1::int')} as "isAlive"
  from nodes order by id`;

const SITES = `
  select s.site, l.node, l.epoch, n.address,
    coalesce(l.expires_at > clock_timestamp(), false) as is_held,
    coalesce(l.expires_at = '-infinity', true) as is_given_up
  from sites s left join site_leases l on l.site = s.site left join nodes n on n.id = l.node
  order by s.site`;

const HAS_NEWER = 'select version from schema_migrations where version > $1 limit 1';

const LEASE_ROW = `insert into site_leases (site) values ($1) on conflict (site) do nothing`;

const FREE_LEASE = `
  select from site_leases where site = $1 and expires_at <= clock_timestamp() for update`;
