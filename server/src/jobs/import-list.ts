import { siteId } from '@outpace/engine/basics/ids.ts';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ImportMapping, ListField } from '@outpace/protocol/calling-lists.ts';
import type { Pool, PoolClient } from 'pg';
import { forgetLeftOut } from '../store/left-out.ts';
import { type CsvRow, readFileChunks, readRows } from './import-csv.ts';
import { DirectRows } from './import-direct.ts';
import { ImportErrors } from './import-errors.ts';
import { type FilePlan, planFile } from './import-file.ts';
import { KnownRows, repeatedNumbers } from './import-known-rows.ts';
import { Repeats } from './import-repeats.ts';
import type { ImportedRecord, ListDefaults, RowPlan, RowProblem } from './import-row.ts';
import { parseRow } from './import-row.ts';
import { type ImportEnd, ImportMeter, type ImportProgress, runImport } from './import-run.ts';
import { Staging } from './import-staging.ts';

/** What to import. Plain values, so that it can be handed to another thread. */
export type ImportOrder = {
  readonly site: string;
  readonly importId: string;
  readonly listId: string;
  /** The file, already looked at. */
  readonly path: string;
  readonly mapping: ImportMapping;
  /** Read at once; between two reads the import may be stopped. 8 KB unless said otherwise. */
  readonly chunkBytes?: number;
  /** Most rows that go straight into the list; 0: none do. Many more than any list unless said. */
  readonly directRowsMax?: number;
};

/** What an import is at, in this order; `settling` is left out where rows go straight in. */
export type ImportPhase = 'reading' | 'settling' | 'publishing';

/**
 * Most rows, as far as the beginning of the file tells, that go straight into the list: their
 * numbers are kept in memory, 24 to 48 bytes each.
 */
const DIRECT_ROWS_MAX = 8_000_000;
/** Rows that are put in at once, while the next ones are read; fewer when they are long. */
const LOT_ROWS = 5_000;
const LOT_BYTES = 1024 ** 2;

/**
 * Imports one file into one list. Rows that only add to it go straight in, within one transaction
 * that begins with the file; rows that can be told only together (chains, updates) go into a
 * staging table, and from there into the list in one transaction at the end. Whenever it is
 * stopped, by the signal or by a kill, the list has all of the file or nothing. The row of
 * `imports` is there already and `running`; this writes its progress and its end. Never throws.
 */
export async function importList(
  pool: Pool,
  order: ImportOrder,
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void,
  onPhase: (phase: ImportPhase) => void = () => undefined,
): Promise<ImportEnd> {
  const job = new ListImport(pool, order, signal, { onProgress, onPhase });
  return runImport(pool, order, signal, () => job.run());
}

type Listeners = {
  readonly onProgress: (progress: ImportProgress) => void;
  readonly onPhase: (phase: ImportPhase) => void;
};

class ListImport {
  readonly #pool: Pool;
  readonly #order: ImportOrder;
  readonly #tell: Listeners;
  readonly #errors: ImportErrors;
  readonly #meter: ImportMeter;

  constructor(pool: Pool, order: ImportOrder, signal: AbortSignal, tell: Listeners) {
    this.#pool = pool;
    this.#order = order;
    this.#tell = tell;
    this.#errors = new ImportErrors(pool, order.site, order.importId);
    this.#meter = new ImportMeter(pool, order, signal, tell.onProgress);
  }

  async run(): Promise<Result<undefined, Refusal>> {
    const plan = await this.#plan();
    if (!plan.ok) return plan;
    const client = await this.#pool.connect();
    client.on('error', ignoreBreak);
    let failed = true;
    try {
      if (isDirect(this.#order, plan.value)) await this.#addDirectly(client, plan.value.plan);
      else await this.#addStaged(client, plan.value.plan);
      failed = false;
    } finally {
      if (!failed) client.off('error', ignoreBreak);
      // Closing the connection is what undoes a COPY or a transaction that was left half way.
      client.release(failed);
    }
    return ok(undefined);
  }

  async #plan(): Promise<Result<FilePlan, Refusal>> {
    const { site, listId, path, mapping } = this.#order;
    const list = await readDefaults(this.#pool, site, listId);
    if (list === undefined) return fail(refusal('NOT_FOUND', 'The calling list is gone.'));
    return planFile(path, mapping, list);
  }

  /** The rows that can be read, a chunk's worth at a time; the others are told and counted. */
  async *#read(plan: RowPlan): AsyncGenerator<readonly PlacedRecord[]> {
    const { path, mapping, chunkBytes } = this.#order;
    this.#tell.onPhase('reading');
    let headerAhead = mapping.hasHeader;
    for await (const { rows, bytesRead } of readRows(readFileChunks(path, chunkBytes), mapping)) {
      const body = headerAhead ? rows.slice(1) : rows;
      headerAhead &&= rows.length === 0;
      const read: PlacedRecord[] = [];
      for (const row of body) {
        const record = recordOf(row, plan);
        if (record.ok) read.push({ line: row.line, record: record.value });
        else for (const problem of record.problem) this.#errors.add(row.line, problem);
      }
      await this.#errors.flush();
      await this.#meter.advance({
        read: body.length,
        refused: body.length - read.length,
        bytesRead,
      });
      yield read;
    }
  }

  async #addDirectly(client: PoolClient, plan: RowPlan): Promise<void> {
    const { refuseDuplicatesIn } = this.#order.mapping;
    const repeats = await Repeats.create(this.#pool, this.#order, refuseDuplicatesIn);
    const direct = await DirectRows.begin(client, this.#pool, this.#order);
    let putting: Promise<number> = Promise.resolve(0);
    // One lot goes in while the next is read, checked and made ready.
    const put = async (rows: readonly PlacedRecord[]): Promise<void> => {
      const fresh = await this.#withoutRepeats(rows, repeats, plan);
      const ready = await direct.prepare(fresh);
      await this.#meter.advance({ imported: await putting });
      putting = direct.put(ready).then(() => ready.count);
      // Its failure is thrown by whoever waits for it; unheard it would end the process.
      putting.catch(() => undefined);
    };
    let waiting: PlacedRecord[] = [];
    let lotFrom = 0;
    for await (const rows of this.#read(plan)) {
      waiting.push(...rows);
      const { bytesRead } = this.#meter.progress;
      if (waiting.length < LOT_ROWS && bytesRead - lotFrom < LOT_BYTES) continue;
      await put(waiting);
      waiting = [];
      lotFrom = bytesRead;
    }
    await put(waiting);
    await this.#meter.advance({ imported: await putting });
    this.#tell.onPhase('publishing');
    for await (const _ of direct.enqueue()) await this.#meter.advance({});
    await this.#commit(client);
  }

  async #withoutRepeats(
    rows: readonly PlacedRecord[],
    repeats: Repeats,
    plan: RowPlan,
  ): Promise<readonly ImportedRecord[]> {
    const numbered = rows.map(({ line, record: { phone } }) => ({ line, phone }));
    const reasons = await repeats.find(numbered);
    const { column } = plan.phone;
    const fresh: ImportedRecord[] = [];
    for (const { line, record } of rows) {
      const reason = reasons.get(line);
      if (reason === undefined) fresh.push(record);
      else this.#errors.add(line, { column, reason, value: record.phone });
    }
    await this.#errors.flush();
    await this.#meter.advance({ refused: reasons.size });
    return fresh;
  }

  async #addStaged(client: PoolClient, plan: RowPlan): Promise<void> {
    const staging = await Staging.create(client, this.#order);
    const writer = staging.writer();
    for await (const rows of this.#read(plan)) {
      for (const { line, record } of rows) writer.add(line, record);
      await writer.flush();
    }
    await writer.end();
    this.#tell.onPhase('settling');
    const known = await this.#settle(staging, plan);
    this.#tell.onPhase('publishing');
    await client.query('begin');
    await this.#meter.advance({ refused: await known.hold() });
    const changed = await known.change();
    await this.#meter.advance({ changed, imported: changed });
    for await (const imported of staging.publish()) await this.#meter.advance({ imported });
    await staging.drop();
    await this.#findAnew(client);
    await this.#commit(client);
  }

  /** Everything about the rows together that one row cannot tell. */
  async #settle(staging: Staging, plan: RowPlan): Promise<KnownRows> {
    const { mapping } = this.#order;
    await staging.analyze();
    const known = new KnownRows(staging, mapping, plan, this.#errors.room);
    await this.#meter.advance({ refused: await known.find() });
    const { refuseDuplicatesIn: scope } = mapping;
    if (scope !== 'nowhere') {
      const { column } = plan.phone;
      const found = repeatedNumbers(staging.table, scope);
      const refused = await staging.refuse({ found, column, errorsMax: this.#errors.room });
      await this.#meter.advance({ refused });
    }
    if (mapping.chainByCustomerId) await staging.chainByCustomer();
    await staging.prepare();
    return known;
  }

  /** Ends the transaction, in which everything is put in. */
  async #commit(client: PoolClient): Promise<void> {
    await this.#addFields(client);
    await this.#meter.close(client);
  }

  /** Whom campaigns pass over may have other numbers now. Last, for a lease may wait for it. */
  async #findAnew(client: PoolClient): Promise<void> {
    const { site, listId, mapping } = this.#order;
    if (mapping.way === 'append') return;
    const { rows } = await client.query<{ campaign_id: string }>(
      'select campaign_id from campaign_lists where site = $1 and list_id = $2',
      [site, listId],
    );
    const ids = rows.map(({ campaign_id }) => campaign_id);
    await forgetLeftOut(client, siteId(site), ids);
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
}

/** A row of the file that may become a record, and its line, from 1. */
type PlacedRecord = { readonly line: number; readonly record: ImportedRecord };

/** Whether the rows are told one by one: nothing of the list changes, and no row joins another. */
function isDirect(order: ImportOrder, { rowsGuess }: FilePlan): boolean {
  const { way, chainByCustomerId } = order.mapping;
  const rowsMax = order.directRowsMax ?? DIRECT_ROWS_MAX;
  return way === 'append' && !chainByCustomerId && rowsGuess <= rowsMax;
}

/** A connection may break while nobody asks it anything; the next question tells. */
const ignoreBreak = (): void => undefined;

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
