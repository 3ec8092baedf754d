import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { Pool, PoolClient } from 'pg';
import { StoreStartFault } from './store-start-fault.ts';

type Numbered = { readonly version: number; readonly name: string };

export type Migration = Numbered & { readonly sql: string; readonly checksum: string };

/** A migration as a database remembers it; an earlier release kept no checksum. */
export type Applied = Numbered & { readonly checksum: string | null };

const HOME = new URL('./migrations/', import.meta.url);
// Any number will do, as long as nothing else of ours takes the same one.
const ADVISORY_KEY = 7_283_401;

/** The migrations of this release, in their order. */
export async function ownMigrations(): Promise<readonly Migration[]> {
  const numbered = parseMigrations(await readdir(HOME));
  return Promise.all(
    numbered.map(async ({ version, name }) => {
      const sql = await readFile(new URL(name, HOME), 'utf8');
      return { version, name, sql, checksum: checksumOf(sql) };
    }),
  );
}

/**
 * Brings the database to this version of the code: numbered SQL files in their order, all in one
 * transaction, once, whoever else starts at the same moment. Throws a `StoreStartFault` when the
 * database was made by a newer Outpace, or by one with other migrations.
 */
export async function migrate(pool: Pool, own?: readonly Migration[]): Promise<void> {
  const known = own ?? (await ownMigrations());
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_KEY]);
    await client.query(MIGRATIONS_TABLE);
    const applied = await appliedIn(client);
    const due = pending(known, applied);
    if (due.length > 0 && applied.length > 0) await endOwnership(client);
    await noteChecksums(client, known, applied);
    for (const migration of due) await apply(client, migration);
    await client.query('commit');
  } catch (problem) {
    await client.query('rollback').catch((cause: unknown) => {
      broken = new Error('the rollback failed', { cause });
    });
    throw problem;
  } finally {
    client.release(broken);
  }
}

/**
 * Files named like `0001_house.sql`, in order; a repeated number is a bug. Numbers may be missing:
 * changes that are made side by side take theirs ahead of time.
 */
export function parseMigrations(files: readonly string[]): readonly Numbered[] {
  const names = files.filter((file) => file.endsWith('.sql')).sort();
  const known: Numbered[] = [];
  for (const name of names) {
    const version = Number(/^(\d{4})_[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (!(version > (known.at(-1)?.version ?? 0))) {
      throw new Error(`bug: migration ${name} has no number of its own`);
    }
    known.push({ version, name });
  }
  return known;
}

/** Of what it says to the database: comments may be put better, and lines may end otherwise. */
export function checksumOf(sql: string): string {
  const said = sql
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('--'));
  return createHash('sha256').update(said.join('\n')).digest('hex');
}

/** What a database with these still needs, also one that came later than its number. */
export function pending<Known extends Numbered & { readonly checksum: string }>(
  known: readonly Known[],
  applied: readonly Applied[],
): readonly Known[] {
  const mine = known.at(-1)?.version ?? 0;
  const newest = Math.max(0, ...applied.map(({ version }) => version));
  if (newest > mine) {
    throw new StoreStartFault(
      `The database is at version ${newest}, but this Outpace only knows ${mine}: ` +
        'start the newer one.',
    );
  }
  for (const { version, name, checksum } of applied) {
    const own = known.find((each) => each.version === version);
    // A number that was left free here, and that a newer release has used since.
    if (own === undefined) {
      throw new StoreStartFault(
        `The database has had the migration ${name}, which this Outpace does not know: ` +
          'start the newer one.',
      );
    }
    if (checksum !== null && checksum !== own.checksum) {
      throw new StoreStartFault(
        `The database has had another ${name} than this Outpace brings: it is left alone. ` +
          'Start the release that made it; a migration must never be edited afterwards.',
      );
    }
  }
  return known.filter(({ version }) => !applied.some((each) => each.version === version));
}

/** Empty where nobody has migrated yet. */
export async function appliedTo(pool: Pool): Promise<readonly Applied[]> {
  const { rows } = await pool.query<{ readonly exists: boolean }>(
    `select to_regclass('schema_migrations') is not null as exists`,
  );
  return rows[0]?.exists === true ? appliedIn(pool) : [];
}

/** Reads a table of an earlier release too, which had no column for checksums. */
async function appliedIn(db: Pick<PoolClient, 'query'> | Pool): Promise<readonly Applied[]> {
  const { rows } = await db.query<Applied>(
    `select version, name, to_jsonb(m) ->> 'checksum' as checksum
     from schema_migrations m order by version`,
  );
  return rows;
}

const MIGRATIONS_TABLE = `
  create table if not exists schema_migrations (
    version int primary key,
    name text not null,
    applied_at timestamptz not null default now(),
    checksum text
  )`;

/** What an earlier release has applied counts as what it is now: nobody can tell any more. */
async function noteChecksums(
  client: PoolClient,
  known: readonly Migration[],
  applied: readonly Applied[],
): Promise<void> {
  const unknown = applied.filter(({ checksum }) => checksum === null);
  if (unknown.length === 0) return;
  await client.query('alter table schema_migrations add column if not exists checksum text');
  for (const { version } of unknown) {
    const checksum = known.find((each) => each.version === version)?.checksum;
    await client.query('update schema_migrations set checksum = $2 where version = $1', [
      version,
      checksum,
    ]);
  }
}

/**
 * No dialer of an older release writes into what it does not know: from here on its epoch is over,
 * and its lease is not renewed. First of all, because a dialer holds this row before any other.
 */
async function endOwnership(client: PoolClient): Promise<void> {
  await client.query(`update ownership set epoch = epoch + 1, owner = 'a newer release'`);
  const { rows } = await client.query<{ readonly exists: boolean }>(
    `select to_regclass('site_leases') is not null as exists`,
  );
  if (rows[0]?.exists !== true) return;
  await client.query(
    `update site_leases l set epoch = o.epoch from ownership o where o.site = l.site`,
  );
}

async function apply(client: PoolClient, migration: Migration): Promise<void> {
  const { version, name, sql, checksum } = migration;
  await client.query(sql);
  await client.query(
    'insert into schema_migrations (version, name, checksum) values ($1, $2, $3)',
    [version, name, checksum],
  );
}
