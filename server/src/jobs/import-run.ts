import { REFUSALS, type Refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import type { Pool, PoolClient } from 'pg';
import { RowTooLong } from './import-csv.ts';
import { tooLong } from './import-file.ts';
import { dropStaging } from './import-staging.ts';

/** The row of `imports` that says how an import goes. */
type ImportOf = { readonly site: string; readonly importId: string };

/** How far an import is. `rowsImported` grows while rows are put in, though none is seen yet. */
export type ImportProgress = {
  readonly rowsRead: number;
  readonly rowsImported: number;
  /** Of those: rows that were in the list already. */
  readonly rowsChanged: number;
  readonly rowsRefused: number;
  readonly bytesRead: number;
};

/** How an import ended. Only after `done` is anything of it in the list. */
export type ImportEnd =
  | { readonly state: 'done' }
  | { readonly state: 'cancelled' }
  | { readonly state: 'refused'; readonly refusal: Refusal }
  | { readonly state: 'failed'; readonly cause: unknown };

/**
 * Runs an import to its end, whatever that is, and writes it. `run` commits what it has put in, by
 * a meter; whatever else it does leaves nothing. Never throws.
 */
export async function runImport(
  pool: Pool,
  { site, importId }: ImportOf,
  signal: AbortSignal,
  run: () => Promise<Result<undefined, Refusal>>,
): Promise<ImportEnd> {
  let end: ImportEnd;
  try {
    const done = await run();
    end = done.ok ? { state: 'done' } : { state: 'refused', refusal: done.problem };
  } catch (cause) {
    if (signal.aborted) end = { state: 'cancelled' };
    else if (cause instanceof RowTooLong) end = { state: 'refused', refusal: tooLong(cause) };
    else end = { state: 'failed', cause };
  }
  if (end.state === 'done') return end;
  try {
    await endWithout(pool, site, importId, end);
  } catch (cause) {
    // The next start cleans up; until then the row says running, which is the truth as known.
    return { state: 'failed', cause };
  }
  return end;
}

/**
 * Closes an import that put nothing into its list, and takes away what it left. False: it had ended
 * already, in whatever way.
 */
export async function endWithout(
  pool: Pool,
  site: string,
  importId: string,
  end: Exclude<ImportEnd, { state: 'done' }>,
): Promise<boolean> {
  // Waits for a transaction that is about to put the rows in: either it is done then, and nothing
  // below is true of it, or it finds no staging table any more.
  await dropStaging(pool, importId);
  const { rowCount } = await pool.query(
    `update imports set state = $3, problem = $4, rows_imported = 0, rows_refused = 0,
      ended_at = now()
    where site = $1 and id = $2 and state = 'running'`,
    [site, importId, end.state, problemOf(end)],
  );
  if (rowCount !== 1) return false;
  // No row was imported, so none was refused either: what is wrong is the import as a whole.
  await pool.query('delete from import_errors where site = $1 and import_id = $2', [
    site,
    importId,
  ]);
  return true;
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

export type Advance = {
  readonly read?: number;
  readonly imported?: number;
  readonly changed?: number;
  readonly refused?: number;
  readonly bytesRead?: number;
};

/** Between two writes of the progress to the database, ms. */
const PROGRESS_MS = 500;

/** Counts one import, writes how far it is now and then, and closes it with its transaction. */
export class ImportMeter {
  readonly #pool: Pool;
  readonly #of: ImportOf;
  readonly #signal: AbortSignal;
  readonly #onProgress: (progress: ImportProgress) => void;
  #progress: ImportProgress = {
    rowsRead: 0,
    rowsImported: 0,
    rowsChanged: 0,
    rowsRefused: 0,
    bytesRead: 0,
  };
  #toldAt = 0;

  constructor(
    pool: Pool,
    of: ImportOf,
    signal: AbortSignal,
    onProgress: (progress: ImportProgress) => void,
  ) {
    this.#pool = pool;
    this.#of = of;
    this.#signal = signal;
    this.#onProgress = onProgress;
  }

  get progress(): ImportProgress {
    return this.#progress;
  }

  /** Throws when the import is to be stopped. */
  async advance(by: Advance): Promise<void> {
    this.#signal.throwIfAborted();
    const { rowsRead, rowsImported, rowsChanged, rowsRefused, bytesRead } = this.#progress;
    this.#progress = {
      rowsRead: rowsRead + (by.read ?? 0),
      rowsImported: rowsImported + (by.imported ?? 0),
      rowsChanged: rowsChanged + (by.changed ?? 0),
      rowsRefused: rowsRefused + (by.refused ?? 0),
      bytesRead: by.bytesRead ?? bytesRead,
    };
    this.#onProgress(this.#progress);
    if (performance.now() - this.#toldAt < PROGRESS_MS) return;
    this.#toldAt = performance.now();
    await this.#save();
  }

  /** Ends the transaction, in which everything is put in. */
  async close(client: PoolClient): Promise<void> {
    const { site, importId } = this.#of;
    const { rowsRead, rowsImported, rowsRefused, bytesRead, rowsChanged } = this.#progress;
    const { rowCount } = await client.query(
      `update imports set state = 'done', rows_read = $3, rows_imported = $4, rows_refused = $5,
        bytes_read = $6, rows_changed = $7, ended_at = now()
      where site = $1 and id = $2 and state = 'running'`,
      [site, importId, rowsRead, rowsImported, rowsRefused, bytesRead, rowsChanged],
    );
    if (rowCount !== 1) throw new ImportClosed(`import ${importId} was ended by somebody else`);
    this.#signal.throwIfAborted();
    await client.query('commit');
    this.#onProgress(this.#progress);
  }

  async #save(): Promise<void> {
    const { site, importId } = this.#of;
    const { rowsRead, rowsImported, rowsRefused, bytesRead } = this.#progress;
    await this.#pool.query(
      `update imports set rows_read = $3, rows_imported = $4, rows_refused = $5, bytes_read = $6
      where site = $1 and id = $2 and state = 'running'`,
      [site, importId, rowsRead, rowsImported, rowsRefused, bytesRead],
    );
  }
}
