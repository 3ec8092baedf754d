import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Pool } from 'pg';
import { endWithout } from './import-run.ts';
import { COLUMN_OF, type ImportInto } from './import-store.ts';

/** An import that an earlier process has left, closed now: nothing of it is in its list. */
export type LeftImport = {
  readonly id: string;
  readonly listId: string;
  /** Null: it was begun before files were remembered. */
  readonly fileId: string | null;
  readonly mapping: unknown;
  readonly by: string;
  /** How often it was begun again before. */
  readonly restarts: number;
};

/** An import that is cut off so often does not go on by itself: it may be what ends the process. */
export const RESTARTS_MAX = 3;

/**
 * At start, before the first import: closes what an earlier process of this site left running, with
 * everything that is left of it. Of one that was done after all nothing is told.
 */
export async function closeLeft(
  pool: Pool,
  site: SiteId,
  into: ImportInto,
): Promise<readonly LeftImport[]> {
  const column = COLUMN_OF[into];
  const { rows } = await pool.query<LeftImport>(
    `select id, ${column} as "listId", file_id as "fileId", mapping, started_by as by, restarts
     from imports where site = $1 and ${column} is not null and state = 'running'
     order by started_at, id`,
    [site],
  );
  const cause = new Error('an earlier process has ended');
  const closed: LeftImport[] = [];
  for (const row of rows) {
    if (await endWithout(pool, site, row.id, { state: 'failed', cause })) closed.push(row);
  }
  return closed;
}

/** Whoever looks for the import that was cut off is led to the one that was begun in its place. */
export async function nameRestart(
  pool: Pool,
  site: SiteId,
  { id, restartedAs }: { readonly id: string; readonly restartedAs: string },
): Promise<void> {
  const text = 'update imports set restarted_as = $3 where site = $1 and id = $2';
  await pool.query(text, [site, id, restartedAs]);
}
