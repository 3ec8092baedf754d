import type { Refusal } from '@outpace/engine/basics/refusal.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { SuppressionMapping } from '@outpace/protocol/suppression-imports.ts';
import type { Pool, PoolClient } from 'pg';
import { copyIn, escaped, NONE } from './copy-text.ts';
import { readFileChunks, readRows } from './import-csv.ts';
import { ImportErrors } from './import-errors.ts';
import { type ImportEnd, ImportMeter, type ImportProgress, runImport } from './import-run.ts';
import { stagingTable, trustReferences } from './import-staging.ts';
import { planSuppressionFile } from './suppression-file.ts';
import {
  parseSuppressionRow,
  type SuppressionPlan,
  type SuppressionRow,
} from './suppression-row.ts';

/** What to import. Plain values, so that it can be handed to another thread. */
export type SuppressionImportOrder = {
  readonly site: string;
  readonly importId: string;
  readonly suppressionListId: string;
  /** The file, already looked at. */
  readonly path: string;
  readonly mapping: SuppressionMapping;
  /** Id of the signed-in user, who stands with the entries. */
  readonly by: string;
  /** Ends are compared with it, ms since 1970. */
  readonly startedAt: number;
  /** Read at once. 8 KB unless said otherwise. */
  readonly chunkBytes?: number;
};

/** Rows that go into the staging table at once. */
const LOT_ROWS = 5_000;
/** So many statements put the entries in: between two of them the import may be stopped. */
const SPANS = 16;

/**
 * Imports one file into one suppression list: into a staging table as it is read, and from there
 * into the list in one transaction, so that nobody sees half of it. A row of the file that names
 * somebody again takes the place of the one before. The dialer waits for none of it; it is told
 * when everything is in.
 */
export const importSuppression = (
  pool: Pool,
  order: SuppressionImportOrder,
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportEnd> =>
  runImport(pool, order, signal, () =>
    new SuppressionImport(pool, order, new ImportMeter(pool, order, signal, onProgress)).run(),
  );

class SuppressionImport {
  readonly #pool: Pool;
  readonly #order: SuppressionImportOrder;
  readonly #meter: ImportMeter;
  readonly #errors: ImportErrors;
  readonly #table: string;

  constructor(pool: Pool, order: SuppressionImportOrder, meter: ImportMeter) {
    this.#pool = pool;
    this.#order = order;
    this.#meter = meter;
    this.#errors = new ImportErrors(pool, order.site, order.importId);
    this.#table = stagingTable(order.importId);
  }

  async run(): Promise<Result<undefined, Refusal>> {
    const { path, mapping, site, suppressionListId } = this.#order;
    const planned = await planSuppressionFile(path, mapping);
    if (!planned.ok) return planned;
    const client = await this.#pool.connect();
    client.on('error', ignoreBreak);
    let failed = true;
    try {
      await this.#stage(client, planned.value.plan);
      await client.query('begin');
      const list = await client.query(
        'select from suppression_lists where site = $1 and id = $2 for key share',
        [site, suppressionListId],
      );
      if (list.rowCount === 0) return fail(refusal('NOT_FOUND', 'The suppression list is gone.'));
      await trustReferences(client, { site, listId: suppressionListId }, 'suppression_lists');
      await this.#publish(client);
      await client.query(`drop table ${this.#table}`);
      await this.#meter.close(client);
      failed = false;
    } finally {
      if (!failed) client.off('error', ignoreBreak);
      // Closing the connection is what undoes a transaction that was left half way.
      client.release(failed);
    }
    return ok(undefined);
  }

  async #stage(client: PoolClient, plan: SuppressionPlan): Promise<void> {
    // Unlogged: a crash costs rows that an import which was cut off has no use for.
    await client.query(
      `create unlogged table ${this.#table} (
        line bigint not null, kind text not null, value text not null, reason text not null,
        ends_at timestamptz
      ) with (autovacuum_enabled = false)`,
    );
    const { path, mapping, chunkBytes } = this.#order;
    let headerAhead = mapping.hasHeader;
    let [lines, waiting] = ['', 0];
    const put = async (): Promise<void> => {
      const text = lines;
      const imported = waiting;
      [lines, waiting] = ['', 0];
      await copyIn(client, `copy ${this.#table} from stdin`, text);
      await this.#meter.advance({ imported });
    };
    for await (const { rows, bytesRead } of readRows(readFileChunks(path, chunkBytes), mapping)) {
      const body = headerAhead ? rows.slice(1) : rows;
      headerAhead &&= rows.length === 0;
      let refused = 0;
      for (const row of body) {
        const read =
          row.problem === undefined
            ? parseSuppressionRow(plan, row.cells, this.#order.startedAt)
            : fail([{ column: '', reason: row.problem, value: '' }]);
        if (read.ok) {
          lines += linesOf(row.line, read.value);
          waiting += 1;
        } else {
          refused += 1;
          for (const problem of read.problem) this.#errors.add(row.line, problem);
        }
      }
      await this.#errors.flush();
      await this.#meter.advance({ read: body.length, refused, bytesRead });
      if (waiting >= LOT_ROWS) await put();
    }
    if (waiting > 0) await put();
    await client.query(`analyze ${this.#table}`);
  }

  async #publish(client: PoolClient): Promise<void> {
    const { site, suppressionListId, mapping, by } = this.#order;
    if (mapping.way === 'replace') {
      await client.query(
        `delete from suppression_entries e
        where e.site = $1 and e.suppression_list_id = $2 and not exists (
          select from ${this.#table} s where s.kind = e.kind and s.value = e.value)`,
        [site, suppressionListId],
      );
    }
    for (const { from, till } of await this.#spans(client)) {
      const { rows } = await client.query<{ changed: string }>(
        `with put as (
          insert into suppression_entries as e
            (site, suppression_list_id, kind, value, ends_at, reason, added_by)
          select distinct on (kind, value) $1, $2, kind, value, ends_at, reason, $3
          from ${this.#table}
          where ($4::text is null or value >= $4) and ($5::text is null or value < $5)
          order by kind, value, line desc
          on conflict (site, suppression_list_id, kind, value) do update
            set ends_at = excluded.ends_at, reason = coalesce(nullif(excluded.reason, ''), e.reason)
          returning xmax <> 0 as was_there
        ) select count(*) filter (where was_there) as changed from put`,
        [site, suppressionListId, by, from, till],
      );
      await this.#meter.advance({ changed: Number(rows[0]?.changed ?? 0) });
    }
  }

  /** Parts of the rows by their values, for keys that come in order are put in the quickest. */
  async #spans(client: PoolClient): Promise<readonly Span[]> {
    const shares = Array.from({ length: SPANS - 1 }, (_, n) => (n + 1) / SPANS);
    const { rows } = await client.query<{ cuts: readonly string[] | null }>(
      `select percentile_disc($1::float8[]) within group (order by value) as cuts
      from ${this.#table}`,
      [shares],
    );
    const cuts = [...new Set(rows[0]?.cuts ?? [])];
    return [null, ...cuts].map((from, at) => ({ from, till: cuts[at] ?? null }));
  }
}

/** Values from the one to before the other; null: without a limit. */
type Span = { readonly from: string | null; readonly till: string | null };

/** A connection may break while nobody asks it anything; the next question tells. */
const ignoreBreak = (): void => undefined;

function linesOf(line: number, { phone, customerId, reason, endsAt }: SuppressionRow): string {
  const rest = `${escaped(reason)}\t${endsAt ?? NONE}\n`;
  const number = phone === undefined ? '' : `${line}\tphone\t${phone}\t${rest}`;
  if (customerId === '') return number;
  return `${number}${line}\tcustomer\t${escaped(customerId)}\t${rest}`;
}
