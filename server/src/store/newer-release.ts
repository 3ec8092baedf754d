import type { Pool } from 'pg';
import { appliedTo, type Migration, migrate, ownMigrations, pending } from './migrate.ts';
import { LEASE_MS } from './ownership.ts';

/**
 * Nodes of an older release are waited for as long as this, ms: somebody's phone may ring for ten
 * seconds before a site is handed over. Who is not through by then is ended by the migration.
 */
const GIVE_WAY_MS_MAX = 20_000;
const AGAIN_MS = 250;

/**
 * Migrates a database that nodes of an older release may be working on. They are asked to hand
 * their sites over, so that nobody is rung or offered meanwhile; who talks goes on talking.
 */
export async function migrateAmongNodes(
  pool: Pool,
  parts: {
    readonly own?: readonly Migration[];
    readonly waitMs?: number;
    /** Somebody has to be waited for. */
    readonly onWait?: () => void;
  } = {},
): Promise<void> {
  const { waitMs = GIVE_WAY_MS_MAX, onWait } = parts;
  const own = parts.own ?? (await ownMigrations());
  for (let waitedMs = 0; waitedMs < waitMs; waitedMs += AGAIN_MS) {
    // Another node of this release may have migrated it meanwhile.
    if (pending(own, await appliedTo(pool)).length === 0) break;
    if (!(await areAsked(pool, own.at(-1)?.version ?? 0))) break;
    if (waitedMs === 0) onWait?.();
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
  await migrate(pool, own);
}

/** False: no node has a site, or none could be asked, because the database has no place for it. */
async function areAsked(pool: Pool, version: number): Promise<boolean> {
  type Found = { readonly can: boolean };
  const place = await pool.query<Found>(`select to_regclass('newer_release') is not null as can`);
  if (place.rows[0]?.can !== true) return false;
  const asked = await pool.query(ASK, [version]);
  return asked.rowCount === 1;
}

/** The newest migration that the database has had, or that a release is about to give it. */
export async function newestSchema(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ readonly version: number | null }>(NEWEST, [LEASE_MS]);
  return rows[0]?.version ?? 0;
}

const ASK = `
  insert into newer_release (version, asked_at)
  select $1, clock_timestamp()
  where exists (
    select from site_leases where node is not null and expires_at > clock_timestamp()
  )
  on conflict (is_only) do update set version = excluded.version, asked_at = excluded.asked_at`;

// Who asked and went silent has not migrated: its asking counts for as long as a lease.
const NEWEST = `
  select greatest(
    (select max(version) from schema_migrations),
    (select version from newer_release
      where asked_at > clock_timestamp() - $1::int * interval '1 millisecond')
  ) as version`;
