import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, elapsed, instant } from '@outpace/engine/basics/time.ts';
import type { Timers } from './timers.ts';

type Wait = { readonly at: Instant; readonly run: () => void };

/** Time for tests: it stands still until somebody lets it pass. */
export class HandTimers implements Timers {
  #now: Instant = instant(Date.UTC(2026, 5, 1, 15, 0));
  readonly #waits = new Set<Wait>();

  now(): Instant {
    return this.#now;
  }

  after(wait: Millis, run: () => void): () => void {
    const one: Wait = { at: after(this.#now, wait), run };
    this.#waits.add(one);
    return () => void this.#waits.delete(one);
  }

  /** How long until each of the waits is over, the shortest first. */
  get waits(): readonly Millis[] {
    return this.#inOrder().map(({ at }) => elapsed(this.#now, at));
  }

  /** Lets time pass; what falls due in it runs at its own moment, what that starts included. */
  pass(time: Millis): void {
    const end = after(this.#now, time);
    for (;;) {
      const [next] = this.#inOrder();
      if (next === undefined || next.at > end) break;
      this.#waits.delete(next);
      if (next.at > this.#now) this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }

  /** Two that fall due together run in the order in which they were set. */
  #inOrder(): readonly Wait[] {
    return [...this.#waits].toSorted((a, b) => a.at - b.at);
  }
}
