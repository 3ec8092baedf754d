import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { CONTACT_TYPES } from '@outpace/engine/calling-lists/record.ts';
import type { Pool, PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { escaped } from './copy-text.ts';
import { VALUE_CHARS } from './import-errors.ts';
import type { ImportedRecord } from './import-row.ts';

/** The import that a staging table belongs to. */
export type StagingOf = {
  readonly site: string;
  readonly listId: string;
  readonly importId: string;
};

/** Rows to take out again: see `refuse`. */
export type Refusing = {
  readonly found: string;
  /** The column that is to blame, as the file calls it. */
  readonly column: string;
  readonly errorsMax: number;
};

/** Rows put into the list by one statement: long enough to be quick, short enough to be stopped. */
const PUBLISH_ROWS = 20_000;

/**
 * The rows of one import between the file and the list. A table of its own: what is in it is in no
 * list, and when it is dropped nothing was ever there. Unlogged, so a crash of the server costs
 * its rows, which an import that was cut off has no use for.
 */
export class Staging {
  /** As statements name it. */
  readonly table: string;
  readonly #client: PoolClient;
  readonly #of: StagingOf;

  private constructor(client: PoolClient, of: StagingOf) {
    this.#client = client;
    this.#of = of;
    this.table = stagingTable(of.importId);
  }

  static async create(client: PoolClient, of: StagingOf): Promise<Staging> {
    const staging = new Staging(client, of);
    await client.query(
      `create unlogged table ${staging.table} (
        line bigint not null,
        -- Drawn while rows come in, so that chains are in file order and nothing is joined later.
        chain_id bigint not null default nextval(pg_get_serial_sequence('chains', 'id')),
        chain_n int not null default 0,
        phone text not null,
        contact_name text not null,
        customer_id text not null,
        zone text not null,
        daily_from int not null,
        daily_till int not null,
        contact_type smallint not null,
        given smallint not null,
        fields jsonb not null,
        -- The record of the list that the row changes; null: the row is new to it.
        known_chain bigint,
        known_record bigint
      ) with (autovacuum_enabled = false)`,
    );
    return staging;
  }

  /** Begins to take rows. One writer at a time, and nothing else of the table until its end. */
  writer(): StagingWriter {
    const columns =
      'line, phone, contact_name, customer_id, zone, daily_from, daily_till, ' +
      'contact_type, given, fields';
    const stream = this.#client.query(copyFrom(`copy ${this.table} (${columns}) from stdin`));
    return new StagingWriter(stream);
  }

  /** Lets the database know what has come in, so that it plans the rest for many rows. */
  async analyze(): Promise<void> {
    await this.#client.query(`analyze ${this.table}`);
  }

  /**
   * Takes out the rows that a query finds, and tells each in the error file. The query has columns
   * `line`, `reason` and `value` and may ask `asked` for `site` and `list_id`. Returns how many.
   */
  async refuse({ found, column, errorsMax }: Refusing): Promise<number> {
    const { site, listId, importId } = this.#of;
    const { rows } = await this.#client.query<{ refused: string }>(
      `with asked as (
        select $1::text as site, $2::text as list_id
      ), refused as materialized (${found}), removed as (
        delete from ${this.table} s using refused r where s.line = r.line
      ), told as (
        insert into import_errors (site, import_id, line, column_name, reason, value)
        select $1, $3, line, $5, reason, left(value, ${VALUE_CHARS})
        from refused order by line limit $4
      )
      select count(*) as refused from refused`,
      [site, listId, importId, Math.max(0, errorsMax), column],
    );
    return Number(rows[0]?.refused ?? 0);
  }

  /** Runs a statement with `$1` the site and `$2` the list. */
  async run(statement: string): Promise<number> {
    const { site, listId } = this.#of;
    return (await this.#client.query(statement, [site, listId])).rowCount ?? 0;
  }

  /** Makes one chain of the rows of each customer id, in the order of the file. */
  async chainByCustomer(): Promise<void> {
    await this.#client.query(
      `update ${this.table} s set chain_id = o.chain_id, chain_n = o.n
      from (
        select line, first_value(chain_id) over w as chain_id, row_number() over w - 1 as n
        from ${this.table} where customer_id <> '' and known_record is null
        window w as (partition by customer_id order by line)
      ) o
      where o.line = s.line and o.n > 0`,
    );
  }

  /** Whatever the rows need that may stay when they do not. */
  async prepare(): Promise<void> {
    await this.#client.query(`create index on ${this.table} (chain_id)`);
    // Sorted, so that two imports that bring the same windows never wait for each other in a ring.
    await this.#client.query(
      `insert into callable_windows (zone, daily_from, daily_till)
      select distinct zone, daily_from, daily_till from ${this.table} s
      where not exists (
        select from callable_windows w
        where (w.zone, w.daily_from, w.daily_till) = (s.zone, s.daily_from, s.daily_till)
      )
      order by zone, daily_from, daily_till
      on conflict do nothing`,
    );
  }

  /**
   * Puts the rows into the list, in file order, within the caller's transaction. Yields after each
   * statement how many records it has added.
   */
  async *publish(): AsyncGenerator<number> {
    await trustReferences(this.#client, this.#of);
    await this.#client.query("set local work_mem = '64MB'");
    const { rows } = await this.#client.query<{ first: string | null; last: string | null }>(
      `select min(chain_id) as first, max(chain_id) as last from ${this.table}`,
    );
    const first = Number(rows[0]?.first ?? 0);
    const last = Number(rows[0]?.last ?? -1);
    // One table after the other: the indexes of all of them do not fit the memory of the database.
    for (const into of ['chains', 'records', 'dial_queue'] as const) {
      for (let from = first; from <= last; from += PUBLISH_ROWS) {
        const added = await this.#publishRange(into, from, from + PUBLISH_ROWS);
        yield into === 'records' ? added : 0;
      }
    }
  }

  async #publishRange(into: keyof typeof PUBLISH, from: number, until: number): Promise<number> {
    const { site, listId } = this.#of;
    const values = [site, listId, from, until];
    return (await this.#client.query(PUBLISH[into](this.table), values)).rowCount ?? 0;
  }

  async drop(): Promise<void> {
    await dropStaging(this.#client, this.#of.importId);
  }
}

const RANGE = 'r.chain_id >= $3 and r.chain_id < $4 and r.known_record is null';

const withWindow = (table: string): string => `${table} r join callable_windows w on w.zone = r.zone
  and w.daily_from = r.daily_from and w.daily_till = r.daily_till`;

const PUBLISH = {
  chains: (table: string) => `
    insert into chains (site, id, list_id, contact_name, customer_id) overriding system value
    select $1, r.chain_id, $2, r.contact_name, nullif(r.customer_id, '')
    from ${table} r where ${RANGE} and r.chain_n = 0 order by r.chain_id`,
  records: (table: string) => `
    insert into records (site, chain_id, list_id, chain_n, phone, contact_type,
      zone, daily_from, daily_till, window_id, fields)
    select $1, r.chain_id, $2, r.chain_n, r.phone, r.contact_type,
      r.zone, r.daily_from, r.daily_till, w.id, r.fields
    from ${withWindow(table)} where ${RANGE} order by r.chain_id, r.chain_n`,
  dial_queue: (table: string) => `
    insert into dial_queue (site, chain_id, list_id, window_id)
    select $1, r.chain_id, $2, w.id
    from ${withWindow(table)} where ${RANGE} and r.chain_n = 0 order by r.chain_id`,
};

/**
 * Nearly half of the time of an insert goes into looking up four references of each row, which
 * here are true by the way the rows are made: the list is held by the lock, the windows are never
 * removed, and the chains are inserted just before. So the look-ups are left out until the end of
 * the transaction, where the database role may do so; the embedded one may.
 */
export async function trustReferences(
  client: PoolClient,
  { site, listId }: Pick<StagingOf, 'site' | 'listId'>,
  lists: 'calling_lists' | 'suppression_lists' = 'calling_lists',
): Promise<void> {
  const { rows } = await client.query<{ allowed: boolean }>(
    `select has_parameter_privilege('session_replication_role', 'set') as allowed
    from ${lists} where site = $1 and id = $2 for key share`,
    [site, listId],
  );
  if (rows[0]?.allowed !== true) return;
  await client.query("set local session_replication_role = 'replica'");
}

export async function dropStaging(to: Pool | PoolClient, importId: string): Promise<void> {
  await to.query(`drop table if exists ${stagingTable(importId)}`);
}

/** Ids of imports are UUIDs; anything else must not get into a statement. */
export function stagingTable(importId: string): string {
  if (!/^[0-9a-f-]{36}$/.test(importId)) throw new Error(`bug: import id ${importId}`);
  return `import_${importId.replaceAll('-', '')}`;
}

/** Text is sent in pieces of about this size, characters. */
const PIECE_CHARS = 64 * 1024;

class StagingWriter {
  readonly #stream: Writable;
  #piece = '';

  constructor(stream: Writable) {
    this.#stream = stream;
    // A failure is thrown from the next `flush` or `end`; unheard it would end the process.
    stream.on('error', () => undefined);
  }

  add(line: number, record: ImportedRecord): void {
    const { phone, contactName, customerId, zone, dailyFrom, dailyTill, contactType } = record;
    const { given } = record;
    const type = CONTACT_TYPES.indexOf(contactType);
    const who = `${escaped(contactName)}\t${escaped(customerId)}`;
    const when = `${zone}\t${dailyFrom}\t${dailyTill}`;
    const fields = escaped(JSON.stringify(record.fields));
    this.#piece += `${line}\t${phone}\t${who}\t${when}\t${type}\t${given}\t${fields}\n`;
  }

  /** Sends what has gathered, and waits while the database is behind. */
  async flush(): Promise<void> {
    if (this.#piece.length >= PIECE_CHARS) await this.#send();
  }

  async end(): Promise<void> {
    await this.#send();
    this.#stream.end();
    await finished(this.#stream);
  }

  async #send(): Promise<void> {
    const piece = this.#piece;
    this.#piece = '';
    if (this.#stream.errored !== null) throw this.#stream.errored;
    if (!this.#stream.write(piece)) await once(this.#stream, 'drain');
  }
}
