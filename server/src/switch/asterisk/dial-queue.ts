import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, earlier, elapsed, millis } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { Timers } from './timers.ts';
import type { TrunkPool } from './trunk-pool.ts';
import type { TrunkSettings } from './trunk-settings.ts';

/** A leg that is to go out through any trunk. One of the two functions is called, once. */
export type DialWish = {
  readonly legId: string;
  /** Not worth dialing after this. */
  readonly until: Instant;
  readonly onTrunk: (trunk: TrunkSettings) => void;
  readonly onRefused: (result: CallResult) => void;
};

/** More would only wait to be refused. */
const LENGTH_MAX = 200;
/** The engine decides how many calls there should be now; what waits longer is an old decision. */
const WAIT_MS_MAX = millis(2_000);

/** Legs in the order of their wishes, each as soon as a trunk may start one more call. */
export class DialQueue {
  readonly #pool: TrunkPool;
  readonly #timers: Timers;
  #wishes: readonly DialWish[] = [];
  #cancelWait: (() => void) | undefined;

  constructor(pool: TrunkPool, timers: Timers) {
    this.#pool = pool;
    this.#timers = timers;
  }

  submit(wish: DialWish): void {
    if (this.#wishes.length >= LENGTH_MAX) return wish.onRefused('no-free-port');
    const until = earlier(wish.until, after(this.#timers.now(), WAIT_MS_MAX));
    this.#wishes = [...this.#wishes, { ...wish, until }];
    // While others wait, the timer is set and it is not this one's turn.
    if (this.#cancelWait === undefined) this.#serve();
  }

  /** True: it had not been dialed yet, and will not be. */
  withdraw(legId: string): boolean {
    const left = this.#wishes.filter((wish) => wish.legId !== legId);
    const wasThere = left.length < this.#wishes.length;
    this.#wishes = left;
    return wasThere;
  }

  /** The leg has gone; its channel is free. */
  release(legId: string): void {
    this.#pool.release(legId);
  }

  /** Nobody waits any more: the switch cannot be reached. */
  refuseAll(result: CallResult): void {
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    const wishes = this.#wishes;
    this.#wishes = [];
    for (const { onRefused } of wishes) onRefused(result);
  }

  #serve(): void {
    this.#cancelWait = undefined;
    for (;;) {
      const [wish, ...rest] = this.#wishes;
      if (wish === undefined) return;
      const now = this.#timers.now();
      const choice = wish.until < now ? undefined : this.#pool.take(wish.legId, now);
      if (choice?.of === 'later' && choice.at <= wish.until) {
        const wait = millis(Math.max(1, elapsed(now, choice.at)));
        this.#cancelWait = this.#timers.after(wait, () => this.#serve());
        return;
      }
      this.#wishes = rest;
      if (choice?.of === 'trunk') wish.onTrunk(choice.trunk);
      else wish.onRefused(choice?.of === 'full' ? 'all-trunks-busy' : 'no-free-port');
    }
  }
}
