import type { Readable } from 'node:stream';
import type { Pool } from 'pg';
import { copyOut, harmless } from './copy-out.ts';
import type { RowProblem } from './import-row.ts';

/** Refusals kept of one import: a file with more is the wrong file, as its first million say. */
export const ERRORS_MAX = 1_000_000;
/** Characters of a refused value that are kept. */
export const VALUE_CHARS = 200;
/** Written at once. */
const BATCH = 1_000;

/** Gathers the refused rows of one import and writes them, a batch at a time. */
export class ImportErrors {
  readonly #pool: Pool;
  readonly #site: string;
  readonly #importId: string;
  readonly #waiting: { readonly line: number; readonly problem: RowProblem }[] = [];
  #count = 0;

  constructor(pool: Pool, site: string, importId: string) {
    this.#pool = pool;
    this.#site = site;
    this.#importId = importId;
  }

  /** How many more may be kept. */
  get room(): number {
    return ERRORS_MAX - this.#count;
  }

  add(line: number, problem: RowProblem): void {
    if (this.room <= 0) return;
    this.#count += 1;
    this.#waiting.push({ line, problem });
  }

  async flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, BATCH);
      await this.#pool.query(
        `insert into import_errors (site, import_id, line, column_name, reason, value)
        select $1, $2, * from unnest($3::bigint[], $4::text[], $5::text[], $6::text[])`,
        [
          this.#site,
          this.#importId,
          batch.map(({ line }) => line),
          batch.map(({ problem }) => storable(problem.column)),
          batch.map(({ problem }) => problem.reason),
          batch.map(({ problem }) => storable(problem.value)),
        ],
      );
    }
  }
}

// Cut between characters, and without what no database text can hold.
const storable = (text: string): string =>
  text.slice(0, VALUE_CHARS).toWellFormed().replaceAll('\0', '');

/** The refused rows of an import as CSV. The stream must be read or destroyed. */
export const errorFile = (pool: Pool, site: string, importId: string): Promise<Readable> =>
  copyOut(
    pool,
    (client) => `
      select line, ${harmless('column_name')} as "column", reason, ${harmless('value')} as value
      from import_errors where site = ${client.escapeLiteral(site)}
        and import_id = ${client.escapeLiteral(importId)} order by line`,
    'with-heads',
  );
