import { createHmac } from 'node:crypto';
import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Trace } from '@outpace/engine/compliance/erasure.ts';
import type { ErasureRow } from '@outpace/protocol/erasures.ts';
import type { ErasedRows } from './erasing.ts';
import type { Queryable } from './queryable.ts';
import { isoText } from './sql-text.ts';

/*
 * The proofs of erasures. Of whom they are is kept as keyed hashes alone: whoever asks with the
 * number finds them, whoever reads them does not find the number.
 */

/** By the secret of the site, which never leaves the database but for this. */
export async function hashesOf(
  db: Queryable,
  site: SiteId,
  keys: readonly string[],
): Promise<readonly string[]> {
  const found = await db.query<{ readonly secret: Buffer }>(
    'select erasure_secret as secret from sites where site = $1',
    [site],
  );
  const { secret } = must(found.rows[0], `site ${site}`);
  return keys.map((key) => createHmac('sha256', secret).update(key).digest('hex'));
}

export type NewErasure = ErasedRows & {
  readonly id: string;
  /** Id of the user. */
  readonly by: string;
  readonly reference: string;
  readonly keepSuppressed: boolean;
  readonly hashes: readonly string[];
};

export async function insertErasure(db: Queryable, site: SiteId, made: NewErasure): Promise<void> {
  const { id, by, reference, keepSuppressed, hashes, counts, files } = made;
  await db.query(
    `insert into erasures (site, id, by, reference, keep_suppressed, keys, counts, files)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[site, id, by, reference, keepSuppressed, hashes],
      ...[JSON.stringify(counts), JSON.stringify(files)],
    ],
  );
}

/** What a search of everything has found of the person after it. */
export async function saveCheck(
  db: Queryable,
  site: SiteId,
  id: string,
  found: readonly Trace[],
): Promise<void> {
  await db.query('update erasures set checked_at = now(), found = $3 where site = $1 and id = $2', [
    site,
    id,
    JSON.stringify(found),
  ]);
}

const SELECT = `
  select e.id, ${isoText('e.at')} as at, coalesce(u.display_name, e.by) as by, e.reference,
    e.keep_suppressed as "keepSuppressed", e.keys, e.counts,
    jsonb_array_length(e.files) as "filesLeft", ${isoText('e.checked_at')} as "checkedAt",
    coalesce(e.found, '[]') as found
  from erasures e left join users u on u.site = e.site and u.id = e.by
  where e.site = $1`;

/** The newest first, at most a hundred. `hashes`: only those of a person who has one of them. */
export async function erasureRows(
  db: Queryable,
  site: SiteId,
  hashes?: readonly string[],
): Promise<ErasureRow[]> {
  const found = await db.query<ErasureRow>(
    `${SELECT} and ($2::text[] is null or e.keys && $2::text[]) order by e.at desc, e.id limit 100`,
    [site, hashes ?? null],
  );
  return found.rows;
}

export async function erasureRow(db: Queryable, site: SiteId, id: string): Promise<ErasureRow> {
  const found = await db.query<ErasureRow>(`${SELECT} and e.id = $2`, [site, id]);
  return must(found.rows[0], `erasure ${id}`);
}

type FilesLeft = { readonly id: string; readonly files: readonly string[] };

/** Files of recordings that are still on the switch. */
export async function filesLeft(db: Queryable, site: SiteId): Promise<readonly FilesLeft[]> {
  const found = await db.query<FilesLeft>(
    `select id, files from erasures where site = $1 and jsonb_array_length(files) > 0 order by at`,
    [site],
  );
  return found.rows;
}

export async function fileRemoved(
  db: Queryable,
  site: SiteId,
  id: string,
  file: string,
): Promise<void> {
  await db.query('update erasures set files = files - $3 where site = $1 and id = $2', [
    site,
    id,
    file,
  ]);
}
