import { setTimeout as delay } from 'node:timers/promises';
import {
  attemptId,
  callingListId,
  campaignGroupId,
  campaignId,
  chainId,
  recordId,
} from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, type Instant, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { Pool } from 'pg';
import type { PostgresDialerStore } from '../../store/dialer-store.ts';
import { addRows } from './list-rows.ts';

/** Attempts that are opened and closed each second. */
const ATTEMPTS_PER_S = 100;
const EVERY_MS = 10;
/** Rows of an import that are committed at once. */
const CHUNK = 1_000;
const CALLED = callingListId('called');
const IMPORTED = callingListId('imported');

export type Written = {
  readonly attempts: number;
  readonly rows: number;
  readonly seconds: number;
};

type Called = { readonly chain: string; readonly record: string; readonly phone: string };

/** What a busy site writes beside the fetches: attempts, each twice, and rows of a list. */
export class Traffic {
  readonly #pool: Pool;
  readonly #store: PostgresDialerStore;
  readonly #called: readonly Called[];
  readonly #startedAt = performance.now();
  readonly #loops: Promise<unknown>;
  #attempts = 0;
  #rows = 0;
  #isOver = false;

  private constructor(pool: Pool, store: PostgresDialerStore, called: readonly Called[]) {
    this.#pool = pool;
    this.#store = store;
    this.#called = called;
    this.#loops = Promise.all([this.#dial(), this.#import()]);
    // Whoever ends it is told; until then a fault must not end the process.
    this.#loops.catch(() => {});
  }

  static async begin(pool: Pool, store: PostgresDialerStore): Promise<Traffic> {
    await pool.query(HOUSE, []);
    for (const list of [CALLED, IMPORTED]) {
      await pool.query("insert into calling_lists (site, id, name) values ('main', $1, $1)", [
        list,
      ]);
    }
    await addRows(pool, CALLED, 0, CHUNK);
    const { rows } = await pool.query<Called>(
      `select chain_id::text as chain, id::text as record, phone from records
       where site = 'main' and list_id = $1`,
      [CALLED],
    );
    return new Traffic(pool, store, rows);
  }

  /** Ends it, and says what it has written. Throws what went wrong meanwhile. */
  async end(): Promise<Written> {
    this.#isOver = true;
    await this.#loops;
    const seconds = (performance.now() - this.#startedAt) / 1_000;
    return { attempts: this.#attempts, rows: this.#rows, seconds };
  }

  async #dial(): Promise<void> {
    const open = new Set<Promise<void>>();
    while (!this.#isOver) {
      const due = ((performance.now() - this.#startedAt) / 1_000) * ATTEMPTS_PER_S;
      for (; this.#attempts < due; this.#attempts += 1) {
        const attempt = this.#attempt(this.#attempts).finally(() => open.delete(attempt));
        open.add(attempt);
      }
      // Waits for the slowest where the database does not keep up, and is told of a fault.
      if (open.size >= ATTEMPTS_PER_S) await Promise.all(open);
      else await delay(EVERY_MS);
    }
    await Promise.all(open);
  }

  async #attempt(n: number): Promise<void> {
    const called = this.#called[n % this.#called.length];
    if (called === undefined) throw new Error('there is nobody to call');
    const phone = parsePhoneNumber(called.phone);
    if (!phone.ok) throw new Error(`${called.phone} is no number`);
    const id = attemptId(`traffic-${n}`);
    const at: Instant = instant(Date.now());
    await this.#store.commit([
      {
        type: 'open-attempt',
        attemptId: id,
        groupId: campaignGroupId('group'),
        campaignId: campaignId('campaign'),
        listId: CALLED,
        chainId: chainId(called.chain),
        recordId: recordId(called.record),
        agentId: undefined,
        phone: phone.value,
        mode: 'predictive',
        openedAt: at,
        answers: [],
      },
    ]);
    await this.#store.commit([
      {
        type: 'close-attempt',
        attemptId: id,
        result: 'no-answer',
        agentId: undefined,
        answeredAt: undefined,
        connectedAt: undefined,
        endedAt: after(at, minutes(1)),
        cpd: undefined,
      },
    ]);
  }

  async #import(): Promise<void> {
    while (!this.#isOver) {
      await addRows(this.#pool, IMPORTED, this.#rows, this.#rows + CHUNK);
      this.#rows += CHUNK;
    }
  }
}

const HOUSE = `
  with agents as (
    insert into agent_groups (site, id, name) values ('main', 'agents', 'Agents')
  ), campaign as (
    insert into campaigns (site, id, name, settings) values ('main', 'campaign', 'Campaign', '{}')
  )
  insert into campaign_groups (site, id, name, campaign_id, agent_group_id)
  values ('main', 'group', 'Group', 'campaign', 'agents')`;
