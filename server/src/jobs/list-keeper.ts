import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Pool, PoolClient } from 'pg';
import { keyLastRows, type QueuePlace, selectedLists } from '../store/list-keys.ts';
import type { Statements } from '../store/ownership.ts';

/** Rows that are looked at in one transaction: what a fetch may have to wait for is short. */
const ROWS_MAX = 1_000;

/**
 * Looks at the rows of lists that have a selection beside the dialing, when a selection was changed
 * or rows were imported. Should it fail or be cut off, nothing is lost: fetches look at some rows
 * themselves, and the next call goes on where this one stopped.
 */
export class ListKeeper {
  readonly #pool: Pool;
  readonly #site: SiteId;
  readonly #onFault: (fault: unknown) => void;
  readonly #running = new Map<string, Promise<void>>();
  /** Lists that were changed while they were looked at. */
  readonly #again = new Set<string>();
  #isClosed = false;

  constructor(pool: Pool, site: SiteId, onFault: (fault: unknown) => void) {
    this.#pool = pool;
    this.#site = site;
    this.#onFault = onFault;
  }

  /** Begins, if it is not at it already. */
  keep(listId: string): void {
    if (this.#isClosed) return;
    if (this.#running.has(listId)) {
      this.#again.add(listId);
      return;
    }
    const run = this.#run(listId).finally(() => this.#running.delete(listId));
    this.#running.set(listId, run);
  }

  /** What an earlier process has left. */
  async keepAll(): Promise<void> {
    const found = await this.#pool.query<{ readonly id: string }>(
      'select id from calling_lists where site = $1 and selection_version > 0',
      [this.#site],
    );
    for (const { id } of found.rows) this.keep(id);
  }

  /** Waits until nothing is left to look at. */
  async settled(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  /** Ends after the rows in hand; before the pool is closed. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.settled();
  }

  async #run(listId: string): Promise<void> {
    try {
      do {
        this.#again.delete(listId);
        await this.#all(listId);
      } while (!this.#isClosed && this.#again.has(listId));
    } catch (fault) {
      this.#onFault(fault);
    }
  }

  /**
   * From the back, each part from where the last one came to: the index still has the places that
   * rows have left, and neither this nor the fetches, which look from the front, have to pass them
   * again and again. What came in behind, or was held, is found by starting over.
   */
  async #all(listId: string): Promise<void> {
    let before: QueuePlace | undefined;
    for (;;) {
      if (this.#isClosed) return;
      const reached = await this.#some(listId, before);
      if (reached === undefined && before === undefined) return;
      before = reached;
    }
  }

  /** Where it came to; undefined: nothing was left. */
  async #some(listId: string, before: QueuePlace | undefined): Promise<QueuePlace | undefined> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    try {
      await client.query('begin');
      const statements = statementsOf(client);
      const [list] = await selectedLists(statements, this.#site, [listId]);
      const reached = list && (await keyLastRows(statements, this.#site, list, ROWS_MAX, before));
      await client.query('commit');
      return reached;
    } catch (problem) {
      // A connection in the middle of a transaction is of no use to anybody.
      broken = new Error('rows were not looked at', { cause: problem });
      throw broken;
    } finally {
      client.release(broken);
    }
  }
}

const statementsOf = (client: PoolClient): Statements => ({
  run: async (name, text, values) => (await client.query({ name, text, values: [...values] })).rows,
});
