import { setImmediate as nextTurn } from 'node:timers/promises';
import { must } from '@outpace/engine/basics/assert.ts';
import { CONTACT_TYPES } from '@outpace/engine/calling-lists/record.ts';
import type { Pool, PoolClient } from 'pg';
import { copyIn, escaped, NONE } from './copy-text.ts';
import type { ImportedRecord } from './import-row.ts';
import { trustReferences } from './import-staging.ts';
import { WindowIds } from './import-windows.ts';

type Of = { readonly site: string; readonly listId: string };

/** Ids that follow each other, both included. */
type Run = { readonly first: number; readonly last: number };

/** Rows made ready to be put in, as the text of two COPYs. */
export type PreparedRows = {
  readonly count: number;
  readonly runs: readonly Run[];
  readonly windows: Int32Array;
  readonly chains: string;
  readonly records: string;
};

/** Rows that enter the dial queue by one statement: quick, and still soon stopped. */
const QUEUE_ROWS = 50_000;

/** Rows written in one turn of the loop, less than a ms: in the next the database is sent more. */
const TURN_ROWS = 150;

/**
 * Rows on their straight way into a list that they only add to: chains and records as the file is
 * read, the dial queue at the end, all in one transaction of one connection, so that nobody sees
 * any of them before it commits. The queue comes last because whoever dials the list meanwhile has
 * to step over its rows that are not committed.
 */
export class DirectRows {
  readonly #client: PoolClient;
  readonly #pool: Pool;
  readonly #of: Of;
  readonly #windowIds: WindowIds;
  /** What the queue is made of; four bytes a row, and twelve more at the end. */
  readonly #put: Pick<PreparedRows, 'runs' | 'windows'>[] = [];

  private constructor(client: PoolClient, pool: Pool, of: Of) {
    this.#client = client;
    this.#pool = pool;
    this.#of = of;
    this.#windowIds = new WindowIds(pool);
  }

  /** Begins the transaction, which the caller commits. The pool is for all that others may see. */
  static async begin(client: PoolClient, pool: Pool, of: Of): Promise<DirectRows> {
    await client.query('begin');
    await trustReferences(client, of);
    return new DirectRows(client, pool, of);
  }

  /** Everything that can be done while other rows are put in. */
  async prepare(rows: readonly ImportedRecord[]): Promise<PreparedRows> {
    const runs = await this.#drawIds(rows.length);
    const windows = await this.#windowIds.of(rows);
    const place = `${escaped(this.#of.site)}\t${escaped(this.#of.listId)}`;
    let [chains, records] = ['', ''];
    const ids = idsOf(runs);
    for (const [n, row] of rows.entries()) {
      if (n % TURN_ROWS === 0) await nextTurn();
      const id = ids.next().value;
      const customer = row.customerId === '' ? NONE : escaped(row.customerId);
      chains += `${place}\t${id}\t${escaped(row.contactName)}\t${customer}\n`;
      const type = CONTACT_TYPES.indexOf(row.contactType);
      const window = `${row.zone}\t${row.dailyFrom}\t${row.dailyTill}\t${windows[n]}`;
      const fields = escaped(JSON.stringify(row.fields));
      records += `${place}\t${id}\t${row.phone}\t${type}\t${window}\t${fields}\n`;
    }
    return { count: rows.length, runs, windows, chains, records };
  }

  async put({ runs, windows, chains, records }: PreparedRows): Promise<void> {
    this.#put.push({ runs, windows });
    await copyIn(
      this.#client,
      'copy chains (site, list_id, id, contact_name, customer_id) from stdin',
      chains,
    );
    await copyIn(
      this.#client,
      `copy records (site, list_id, chain_id, phone, contact_type, zone, daily_from, daily_till,
        window_id, fields) from stdin`,
      records,
    );
  }

  /** Lines up what was put in. Yields after each statement, for the caller to stop. */
  async *enqueue(): AsyncGenerator<undefined> {
    const place = `${escaped(this.#of.site)}\t${escaped(this.#of.listId)}`;
    const { ids, windows } = inOrderOfQueue(this.#put);
    for (let from = 0; from < ids.length; from += QUEUE_ROWS) {
      let lines = '';
      for (const [n, id] of ids.subarray(from, from + QUEUE_ROWS).entries()) {
        lines += `${place}\t${id}\t${windows[from + n]}\n`;
      }
      await copyIn(
        this.#client,
        'copy dial_queue (site, list_id, chain_id, window_id) from stdin',
        lines,
      );
      yield undefined;
    }
  }

  /** Ids of chains in the order of the file, whoever else draws some at the same moment. */
  async #drawIds(count: number): Promise<readonly Run[]> {
    const { rows } = await this.#pool.query<{ first: string; last: string }>(
      `select min(id) as first, max(id) as last
      from (
        select id, id - row_number() over (order by id) as run
        from (
          select nextval((select pg_get_serial_sequence('chains', 'id')::regclass)) as id
          from generate_series(1, $1)
        ) drawn
      ) numbered
      group by run order by first`,
      [count],
    );
    return rows.map(({ first, last }) => ({ first: Number(first), last: Number(last) }));
  }
}

type InQueue = { readonly ids: Float64Array; readonly windows: Int32Array };

/**
 * One window after the other, as the index of the queue has them: so nearly every row goes to an
 * end of it, which costs a third less than rows whose windows take turns. Within a window it is
 * the order of the file.
 */
function inOrderOfQueue(put: readonly Pick<PreparedRows, 'runs' | 'windows'>[]): InQueue {
  const places = new Map<number, number>();
  for (const { windows } of put) {
    for (const window of windows) places.set(window, (places.get(window) ?? 0) + 1);
  }
  let count = 0;
  for (const [window, rows] of [...places].sort(([a], [b]) => a - b)) {
    places.set(window, count);
    count += rows;
  }
  const placed = { ids: new Float64Array(count), windows: new Int32Array(count) };
  for (const { runs, windows } of put) {
    const ids = idsOf(runs);
    for (const window of windows) {
      const place = must(places.get(window), 'a window');
      placed.ids[place] = must<number>(ids.next().value, 'an id');
      placed.windows[place] = window;
      places.set(window, place + 1);
    }
  }
  return placed;
}

function* idsOf(runs: readonly Run[]): Generator<number, number> {
  for (const { first, last } of runs) {
    for (let id = first; id <= last; id += 1) yield id;
  }
  return must<number>(undefined, 'another id');
}
