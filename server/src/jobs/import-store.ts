import { randomUUID } from 'node:crypto';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ImportRow } from '@outpace/protocol/calling-lists.ts';
import type { Pool } from 'pg';
import { addAudit } from '../store/audit.ts';
import type { Queryable } from '../store/queryable.ts';
import { isoText } from '../store/sql-text.ts';
import { type Outcome, transact } from '../store/transaction.ts';

/** Imports shown of a list, or of the site: the newest. */
const SHOWN_MAX = 100;

// Counts fit a double: a file of 2 GB has fewer bytes than 2^53.
const SELECT = `select id, coalesce(list_id, suppression_list_id) as "listId",
    file_name as "fileName", state,
    rows_read::float8 as "rowsRead", rows_imported::float8 as "rowsImported",
    rows_changed::float8 as "rowsChanged", rows_refused::float8 as "rowsRefused",
    bytes_read::float8 as "bytesRead",
    bytes_total::float8 as "bytesTotal", problem,
    restarted_as as "restartedAs", ${isoText('started_at')} as "startedAt",
    ${isoText('ended_at')} as "endedAt"
  from imports`;

/** Into what an import brings the rows of its file. */
export type ImportInto = 'calling_list' | 'suppression_list';
export const COLUMN_OF = {
  calling_list: 'list_id',
  suppression_list: 'suppression_list_id',
} as const;

export async function importRow(
  db: Queryable,
  site: SiteId,
  importId: string,
  into: ImportInto = 'calling_list',
): Promise<Outcome<ImportRow>> {
  const text = `${SELECT} where site = $1 and id = $2 and ${COLUMN_OF[into]} is not null`;
  const found = await db.query<ImportRow>(text, [site, importId]);
  const row = found.rows[0];
  return row === undefined ? fail(refusal('NOT_FOUND')) : ok(row);
}

/** The newest first; of one list, or of all. */
export async function importRows(
  db: Queryable,
  site: SiteId,
  listId: string | undefined,
  into: ImportInto = 'calling_list',
): Promise<ImportRow[]> {
  const column = COLUMN_OF[into];
  const found = await db.query<ImportRow>(
    `${SELECT} where site = $1 and ${column} is not null and ($2::text is null or ${column} = $2)
    order by started_at desc, id limit $3`,
    [site, listId ?? null, SHOWN_MAX],
  );
  return found.rows;
}

export type NewImport = {
  readonly listId: string;
  readonly fileName: string;
  readonly bytesTotal: number;
  /** Id of the signed-in user. */
  readonly by: string;
  /** Out of which it can be begun again; undefined: out of none. */
  readonly kept?: {
    /** Among the files that were sent. */
    readonly fileId: string;
    /** How it is read. */
    readonly mapping: object;
    /** How often it was begun again before; 0: a person begins it. */
    readonly restarts: number;
  };
};

/** Begins an import, unless one of the same list is running. */
export async function insertImport(
  pool: Pool,
  site: SiteId,
  begun: NewImport,
  into: ImportInto = 'calling_list',
): Promise<Outcome<ImportRow>> {
  const { listId, fileName, by, kept } = begun;
  const restarts = kept?.restarts ?? 0;
  return transact(pool, { code: 'NOT_FOUND' }, async (db) => {
    // The list is held so that of two who begin at once one comes first.
    const list = await db.query(
      `select 1 from ${into}s where site = $1 and id = $2 for no key update`,
      [site, listId],
    );
    if (list.rowCount === 0) return fail(refusal('NOT_FOUND'));
    const running = await db.query(
      `select 1 from imports where site = $1 and ${COLUMN_OF[into]} = $2 and state = 'running'`,
      [site, listId],
    );
    if (running.rowCount !== 0) return fail(refusal('IMPORT_BUSY'));
    const importId = randomUUID();
    await db.query(
      `insert into imports (site, id, ${COLUMN_OF[into]}, file_name, state, bytes_total, started_by,
         file_id, mapping, restarts)
      values ($1, $2, $3, $4, 'running', $5, $6, $7, $8, $9)`,
      [
        ...[site, importId, listId, fileName, begun.bytesTotal, by],
        ...[kept?.fileId, kept === undefined ? null : JSON.stringify(kept.mapping), restarts],
      ],
    );
    const detail = { importId, fileName, ...(restarts === 0 ? {} : { restarts }) };
    await addAudit(db, site, { by, what: 'import-started', subject: listId, detail });
    return importRow(db, site, importId, into);
  });
}
