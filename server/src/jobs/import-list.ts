import { REFUSALS, type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ImportMapping, ListField } from '@outpace/protocol/calling-lists.ts';
import type { Pool, PoolClient } from 'pg';
import { type CsvRow, RowTooLong, readFileChunks, readRows } from './import-csv.ts';
import { ImportErrors } from './import-errors.ts';
import { planFile, tooLong } from './import-file.ts';
import type { ImportedRecord, ListDefaults, RowPlan, RowProblem } from './import-row.ts';
import { parseRow } from './import-row.ts';
import { dropStaging, Staging } from './import-staging.ts';

/** What to import. Plain values, so that it can be handed to another thread. */
export type ImportOrder = {
  readonly site: string;
  readonly importId: string;
  readonly listId: string;
  /** The file, already looked at. */
  readonly path: string;
  readonly mapping: ImportMapping;
};

/** How far an import is. `rowsImported` grows while rows are put in, though none is seen yet. */
export type ImportProgress = {
  readonly rowsRead: number;
  readonly rowsImported: number;
  readonly rowsRefused: number;
  readonly bytesRead: number;
};

/** How an import ended. Only after `done` is anything of it in the list. */
export type ImportEnd =
  | { readonly state: 'done' }
  | { readonly state: 'cancelled' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'failed'; readonly cause: unknown };

/** Between two writes of the progress, ms. */
const PROGRESS_MS = 500;

/**
 * Imports one file into one list: rows go from the file into a staging table, and from there into
 * the list in one transaction at the end. Whenever it is stopped, by the signal or by a kill, the
 * list has all of the file or nothing. The row of `imports` is there already and `running`; this
 * writes its progress and its end. Never throws.
 */
export async function importList(
  pool: Pool,
  order: ImportOrder,
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportEnd> {
  const job = new ListImport(pool, order, signal, onProgress);
  let end: ImportEnd;
  try {
    const done = await job.run();
    end = done.ok ? { state: 'done' } : { state: 'refused', refusal: done.problem };
  } catch (cause) {
    if (signal.aborted) end = { state: 'cancelled' };
    else if (cause instanceof RowTooLong) end = { state: 'refused', refusal: tooLong(cause) };
    else end = { state: 'failed', cause };
  }
  if (end.state === 'done') return end;
  try {
    await endWithout(pool, order.site, order.importId, end);
  } catch (cause) {
    // The next start cleans up; until then the row says running, which is the truth as known.
    return { state: 'failed', cause };
  }
  return end;
}

/** Closes an import that put nothing into its list, and takes away what it left. */
export async function endWithout(
  pool: Pool,
  site: string,
  importId: string,
  end: Exclude<ImportEnd, { state: 'done' }>,
): Promise<void> {
  // Waits for a transaction that is about to put the rows in: either it is done then, and nothing
  // below is true of it, or it finds no staging table any more.
  await dropStaging(pool, importId);
  const { rowCount } = await pool.query(
    `update imports set state = $3, problem = $4, rows_imported = 0, rows_refused = 0,
      ended_at = now()
    where site = $1 and id = $2 and state = 'running'`,
    [site, importId, end.state, problemOf(end)],
  );
  if (rowCount !== 1) return;
  // No row was imported, so none was refused either: what is wrong is the import as a whole.
  await pool.query('delete from import_errors where site = $1 and import_id = $2', [
    site,
    importId,
  ]);
}

function problemOf(end: ImportEnd): string | null {
  switch (end.state) {
    case 'done':
    case 'cancelled':
      return null;
    case 'refused':
      return [REFUSALS[end.refusal.code], end.refusal.detail ?? ''].join(' ').trim();
    case 'failed':
      return 'The import was cut off. Nothing was imported; start it again.';
  }
}

/** Another process has ended this import meanwhile, so it must not put in anything. */
class ImportClosed extends Error {
  override readonly name = 'ImportClosed';
}

class ListImport {
  readonly #pool: Pool;
  readonly #order: ImportOrder;
  readonly #signal: AbortSignal;
  readonly #onProgress: (progress: ImportProgress) => void;
  readonly #errors: ImportErrors;
  #progress: ImportProgress = { rowsRead: 0, rowsImported: 0, rowsRefused: 0, bytesRead: 0 };
  #toldAt = 0;

  constructor(
    pool: Pool,
    order: ImportOrder,
    signal: AbortSignal,
    onProgress: (progress: ImportProgress) => void,
  ) {
    this.#pool = pool;
    this.#order = order;
    this.#signal = signal;
    this.#onProgress = onProgress;
    this.#errors = new ImportErrors(pool, order.site, order.importId);
  }

  async run(): Promise<Result<undefined, Refusal>> {
    const plan = await this.#plan();
    if (!plan.ok) return plan;
    const client = await this.#pool.connect();
    client.on('error', ignoreBreak);
    let failed = true;
    try {
      const staging = await Staging.create(client, this.#order);
      await this.#fill(staging, plan.value);
      await this.#settle(staging);
      await this.#publish(client, staging);
      failed = false;
    } finally {
      if (!failed) client.off('error', ignoreBreak);
      // Closing the connection is what undoes a COPY or a transaction that was left half way.
      client.release(failed);
    }
    return ok(undefined);
  }

  async #plan(): Promise<Result<RowPlan, Refusal>> {
    const { site, listId, path, mapping } = this.#order;
    const list = await readDefaults(this.#pool, site, listId);
    if (list === undefined) return fail(refusal('NOT_FOUND', 'The calling list is gone.'));
    const planned = await planFile(path, mapping, list);
    return planned.ok ? ok(planned.value.plan) : planned;
  }

  async #fill(staging: Staging, plan: RowPlan): Promise<void> {
    const { path, mapping } = this.#order;
    const writer = staging.writer();
    let headerAhead = mapping.hasHeader;
    for await (const { rows, bytesRead } of readRows(readFileChunks(path), mapping)) {
      const body = headerAhead ? rows.slice(1) : rows;
      headerAhead &&= rows.length === 0;
      let refused = 0;
      for (const row of body) {
        const record = recordOf(row, plan);
        if (record.ok) {
          writer.add(row.line, record.value);
          continue;
        }
        refused += 1;
        for (const problem of record.problem) this.#errors.add(row.line, problem);
      }
      await writer.flush();
      await this.#errors.flush();
      await this.#advance({ read: body.length, refused, bytesRead });
    }
    await writer.end();
  }

  /** Everything about the rows together that one row cannot tell. */
  async #settle(staging: Staging): Promise<void> {
    const { mapping } = this.#order;
    await staging.analyze();
    if (mapping.refuseDuplicates) {
      await this.#advance({ refused: await staging.removeDuplicates(this.#errors.room) });
    }
    if (mapping.chainByCustomerId) await staging.chainByCustomer();
    await staging.prepare();
  }

  async #publish(client: PoolClient, staging: Staging): Promise<void> {
    await client.query('begin');
    for await (const imported of staging.publish()) await this.#advance({ imported });
    await this.#addFields(client);
    await staging.drop();
    const { site, importId } = this.#order;
    const { rowsRead, rowsImported, rowsRefused, bytesRead } = this.#progress;
    const { rowCount } = await client.query(
      `update imports set state = 'done', rows_read = $3, rows_imported = $4, rows_refused = $5,
        bytes_read = $6, ended_at = now()
      where site = $1 and id = $2 and state = 'running'`,
      [site, importId, rowsRead, rowsImported, rowsRefused, bytesRead],
    );
    if (rowCount !== 1) throw new ImportClosed(`import ${importId} was ended by somebody else`);
    this.#signal.throwIfAborted();
    await client.query('commit');
    this.#onProgress(this.#progress);
  }

  /** The list gets its new fields together with the rows that have them. */
  async #addFields(client: PoolClient): Promise<void> {
    const { site, listId, mapping } = this.#order;
    if (mapping.newFields.length === 0) return;
    const { rows } = await client.query<{ fields: readonly ListField[] }>(
      'select fields from calling_lists where site = $1 and id = $2 for no key update',
      [site, listId],
    );
    const known = new Set(rows[0]?.fields.map((field) => field.key));
    const added = mapping.newFields.filter((field) => !known.has(field.key));
    if (added.length === 0) return;
    await client.query(
      `update calling_lists set fields = fields || $3::jsonb, version = version + 1
      where site = $1 and id = $2`,
      [site, listId, JSON.stringify(added)],
    );
  }

  async #advance(by: Advance): Promise<void> {
    this.#signal.throwIfAborted();
    const { rowsRead, rowsImported, rowsRefused, bytesRead } = this.#progress;
    this.#progress = {
      rowsRead: rowsRead + (by.read ?? 0),
      rowsImported: rowsImported + (by.imported ?? 0),
      rowsRefused: rowsRefused + (by.refused ?? 0),
      bytesRead: by.bytesRead ?? bytesRead,
    };
    if (performance.now() - this.#toldAt < PROGRESS_MS) return;
    this.#toldAt = performance.now();
    this.#onProgress(this.#progress);
    await this.#saveProgress(this.#progress);
  }

  async #saveProgress(progress: ImportProgress): Promise<void> {
    const { site, importId } = this.#order;
    const { rowsRead, rowsImported, rowsRefused, bytesRead } = progress;
    await this.#pool.query(
      `update imports set rows_read = $3, rows_imported = $4, rows_refused = $5, bytes_read = $6
      where site = $1 and id = $2 and state = 'running'`,
      [site, importId, rowsRead, rowsImported, rowsRefused, bytesRead],
    );
  }
}

/** A connection may break while nobody asks it anything; the next question tells. */
const ignoreBreak = (): void => undefined;

type Advance = {
  readonly read?: number;
  readonly imported?: number;
  readonly refused?: number;
  readonly bytesRead?: number;
};

function recordOf(row: CsvRow, plan: RowPlan): Result<ImportedRecord, readonly RowProblem[]> {
  if (row.problem === undefined) return parseRow(plan, row.cells);
  return fail([{ column: '', reason: row.problem, value: '' }]);
}

/** What the list says about rows that do not say it themselves; undefined when it is gone. */
export async function readDefaults(
  pool: Pool,
  site: string,
  listId: string,
): Promise<ListDefaults | undefined> {
  const { rows } = await pool.query<ListDefaults>(
    `select default_country as "defaultCountry", default_zone as "defaultZone",
      daily_from as "dailyFrom", daily_till as "dailyTill", fields
    from calling_lists where site = $1 and id = $2`,
    [site, listId],
  );
  return rows[0];
}
