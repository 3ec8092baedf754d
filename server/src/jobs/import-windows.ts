import { must } from '@outpace/engine/basics/assert.ts';
import type { Queryable } from '../store/queryable.ts';
import type { ImportedRecord } from './import-row.ts';

type Window = Pick<ImportedRecord, 'zone' | 'dailyFrom' | 'dailyTill'>;

/** Windows remembered: a list has a few, but a file may give every row one of its own. */
const KNOWN_MAX = 10_000;

/** The ids of calling windows, which are made when an import first brings them. */
export class WindowIds {
  readonly #db: Queryable;
  /** By zone, then by hours. */
  readonly #known = new Map<string, Map<number, number>>();
  #count = 0;

  /** The connection must not be in a transaction: others wait for a window that is being made. */
  constructor(db: Queryable) {
    this.#db = db;
  }

  /** The id of each one's window, in their order. */
  async of(windows: readonly Window[]): Promise<Int32Array> {
    if (this.#count > KNOWN_MAX) this.#forget();
    const missing = windows.filter((window) => this.#idOf(window) === undefined);
    if (missing.length > 0) await this.#learn(missing);
    return Int32Array.from(windows, (window) => must(this.#idOf(window), 'a window'));
  }

  #idOf(window: Window): number | undefined {
    return this.#known.get(window.zone)?.get(hoursOf(window));
  }

  #forget(): void {
    this.#known.clear();
    this.#count = 0;
  }

  async #learn(windows: readonly Window[]): Promise<void> {
    const values = [
      windows.map(({ zone }) => zone),
      windows.map(({ dailyFrom }) => dailyFrom),
      windows.map(({ dailyTill }) => dailyTill),
    ];
    // Sorted, so that two imports that bring the same windows never wait for each other in a ring.
    await this.#db.query(
      `insert into callable_windows (zone, daily_from, daily_till)
      select distinct zone, daily_from, daily_till from ${GIVEN}
      where not exists (
        select from callable_windows w
        where (w.zone, w.daily_from, w.daily_till) = (n.zone, n.daily_from, n.daily_till)
      )
      order by zone, daily_from, daily_till
      on conflict do nothing`,
      values,
    );
    const { rows } = await this.#db.query<Window & { readonly id: number }>(
      `select distinct w.id, zone, daily_from as "dailyFrom", daily_till as "dailyTill"
      from ${GIVEN} join callable_windows w using (zone, daily_from, daily_till)`,
      values,
    );
    for (const row of rows) {
      const ofZone = this.#known.get(row.zone) ?? new Map<number, number>();
      this.#known.set(row.zone, ofZone.set(hoursOf(row), row.id));
    }
    this.#count += rows.length;
  }
}

const GIVEN = 'unnest($1::text[], $2::int[], $3::int[]) as n (zone, daily_from, daily_till)';

/** Both ends in one number. */
const hoursOf = ({ dailyFrom, dailyTill }: Window): number => dailyFrom * 100_000 + dailyTill;
