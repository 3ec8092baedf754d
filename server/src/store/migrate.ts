import { readdir, readFile } from 'node:fs/promises';
import type { Pool, PoolClient } from 'pg';
import { StoreStartFault } from './store-start-fault.ts';

type Migration = { readonly version: number; readonly name: string };

const HOME = new URL('./migrations/', import.meta.url);
// Any number will do, as long as nothing else of ours takes the same one.
const ADVISORY_KEY = 7_283_401;

/**
 * Brings the database to this version of the code: numbered SQL files in their order, all in one
 * transaction, once, whoever else starts at the same moment. Throws a `StoreStartFault` when the
 * database was made by a newer Outpace.
 */
export async function migrate(pool: Pool): Promise<void> {
  const known = parseMigrations(await readdir(HOME));
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [ADVISORY_KEY]);
    for (const migration of pending(known, await appliedIn(client))) await apply(client, migration);
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
export function parseMigrations(files: readonly string[]): readonly Migration[] {
  const names = files.filter((file) => file.endsWith('.sql')).sort();
  const known: Migration[] = [];
  for (const name of names) {
    const version = Number(/^(\d{4})_[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (!(version > (known.at(-1)?.version ?? 0))) {
      throw new Error(`bug: migration ${name} has no number of its own`);
    }
    known.push({ version, name });
  }
  return known;
}

/** What a database with these versions still needs, also one that came later than its number. */
export function pending(
  known: readonly Migration[],
  applied: readonly number[],
): readonly Migration[] {
  const newest = Math.max(0, ...applied);
  const mine = known.at(-1)?.version ?? 0;
  if (newest <= mine) return known.filter(({ version }) => !applied.includes(version));
  throw new StoreStartFault(
    `The database is at version ${newest}, but this Outpace only knows ${mine}: ` +
      'start the newer one.',
  );
}

async function appliedIn(client: PoolClient): Promise<readonly number[]> {
  await client.query(`
    create table if not exists schema_migrations (
      version int primary key,
      name text not null,
      applied_at timestamptz not null default now()
    )`);
  const found = await client.query<{ version: number }>('select version from schema_migrations');
  return found.rows.map(({ version }) => version);
}

async function apply(client: PoolClient, { version, name }: Migration): Promise<void> {
  await client.query(await readFile(new URL(name, HOME), 'utf8'));
  await client.query('insert into schema_migrations (version, name) values ($1, $2)', [
    version,
    name,
  ]);
}
