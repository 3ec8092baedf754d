import type { Fence } from '../ports.ts';
import { LEASE_MS } from '../store/ownership.ts';

/** A moment by two clocks: one that never jumps, and one that goes on while a machine sleeps. */
export type Moment = { readonly steadyMs: number; readonly wallMs: number };

export const momentNow = (): Moment => ({ steadyMs: performance.now(), wallMs: Date.now() });

/** From the sending of a renewal to where this process stops by itself, ms. */
export const FENCE_MS = LEASE_MS - 1_000;

/**
 * How long the site is surely this process's. Counted from before the renewal was sent, so it ends
 * before the lease in the database does, whatever the network and the scheduler do; and by both
 * clocks, so that neither a machine that slept nor one whose clock is set back holds on too long.
 */
export class SiteLease implements Fence {
  readonly #now: () => Moment;
  readonly #of: 'dials' | 'all-orders';
  #sentAt: Moment | undefined;
  #onOpen: () => void = () => {};

  /** `of`: what waits while it is not sure. */
  constructor(of: 'dials' | 'all-orders', now: () => Moment = momentNow) {
    this.#of = of;
    this.#now = now;
  }

  /** The database has renewed the lease; `sentAt`: right before it was asked to. */
  renewed(sentAt: Moment): void {
    this.#sentAt = sentAt;
    if (this.mayDial()) this.#onOpen();
  }

  /** It is another's, or will be in a moment. */
  end(): void {
    this.#sentAt = undefined;
    this.#onOpen = () => {};
  }

  /** Since the last renewal was sent, by whichever clock says more; for ever after the end. */
  get renewedForMs(): number {
    if (this.#sentAt === undefined) return Number.POSITIVE_INFINITY;
    const { steadyMs, wallMs } = this.#now();
    return Math.max(steadyMs - this.#sentAt.steadyMs, wallMs - this.#sentAt.wallMs);
  }

  mayDial(): boolean {
    return this.renewedForMs < FENCE_MS;
  }

  mayOrder(): boolean {
    return this.#of === 'dials' || this.mayDial();
  }

  onOpen(listener: () => void): void {
    this.#onOpen = listener;
  }
}
