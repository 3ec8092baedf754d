import { must } from '@outpace/engine/basics/assert.ts';
import type { ChainId, Epoch } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import type { SuppressedNumber } from '@outpace/engine/calling-lists/suppression.ts';
import type { Write } from '@outpace/engine/effect.ts';
import type { ChainTaken } from '@outpace/engine/event.ts';
import type {
  ActionOf,
  DialerStore,
  Recovered,
  StoreEventOf,
  TakeOrder,
} from '@outpace/server/ports.ts';
import { StoreFault } from '@outpace/server/ports.ts';
import type { SimulatedStore } from './store.ts';
import type { Timers } from './virtual-clock.ts';

/** What goes wrong between the dialer and its store. */
export type StoreTrouble = {
  /** How long one question or transaction takes. */
  storeMs(): Millis;
  storeFails(): boolean;
};

/**
 * One process's connection to the store: the promises of the port over the tables in memory. It
 * can stall, fail, and be cut in the middle of a transaction.
 */
export class SimulatedDialerStore implements DialerStore {
  readonly #store: SimulatedStore;
  readonly #timers: Timers;
  readonly #trouble: StoreTrouble;
  readonly #onCommitted: (writes: readonly Write[]) => void;
  #epoch: Epoch | undefined;
  #inFlight: readonly Write[] = [];
  #isCut = false;

  constructor(
    store: SimulatedStore,
    timers: Timers,
    trouble: StoreTrouble,
    onCommitted: (writes: readonly Write[]) => void = () => {},
  ) {
    this.#store = store;
    this.#timers = timers;
    this.#trouble = trouble;
    this.#onCommitted = onCommitted;
  }

  /**
   * The process is dead: nothing is answered any more. What was on its way may still have been
   * written, unannounced.
   */
  cut(inFlight: 'lost' | 'written'): void {
    if (inFlight === 'written' && this.#inFlight.length > 0) this.#apply(this.#inFlight);
    this.#isCut = true;
  }

  takeSite(): Promise<Epoch> {
    return this.#later(() => {
      this.#epoch = this.#store.takeSite();
      return this.#epoch;
    });
  }

  recover(at: Instant): Promise<Recovered> {
    return this.#later(() => this.#store.recover(at));
  }

  /** A commit here is written or not, and says so. */
  settle(): Promise<boolean> {
    return Promise.resolve(false);
  }

  commit(writes: readonly Write[]): Promise<void> {
    this.#inFlight = writes;
    return this.#later(() => {
      this.#inFlight = [];
      this.#mayFail();
      this.#apply(writes);
    });
  }

  leaseChains(
    order: ActionOf<'lease-chains'>,
    at: Instant,
  ): Promise<StoreEventOf<'chains-leased'>> {
    return this.#later(() => {
      this.#mayFail();
      return this.#store.lease(this.#owner(), order, at);
    });
  }

  leaseNumber(
    order: ActionOf<'lease-number'>,
    at: Instant,
  ): Promise<StoreEventOf<'number-leased'>> {
    return this.#later(() => {
      this.#mayFail();
      return this.#store.leaseNumber(this.#owner(), order, at);
    });
  }

  takeChain(order: TakeOrder, at: Instant): Promise<ChainTaken> {
    return this.#later(() => {
      this.#mayFail();
      return this.#store.take(this.#owner(), order, at);
    });
  }

  renewLeases(chainIds: readonly ChainId[], until: Instant): Promise<readonly ChainId[]> {
    return this.#later(() => {
      this.#mayFail();
      return this.#store.renew(this.#owner(), chainIds, until);
    });
  }

  suppressedAmong(phones: readonly PhoneNumber[]): Promise<readonly SuppressedNumber[]> {
    return this.#later(() => {
      this.#mayFail();
      return this.#store.suppressedAmong(phones);
    });
  }

  #apply(writes: readonly Write[]): void {
    this.#store.commit(this.#owner(), writes);
    this.#onCommitted(writes);
  }

  #owner(): Epoch {
    return must(this.#epoch, 'the epoch of a taken site');
  }

  #mayFail(): void {
    if (this.#trouble.storeFails()) throw new StoreFault('the simulated disk is full');
  }

  #later<Value>(work: () => Value): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#timers.after(this.#trouble.storeMs(), () => {
        if (this.#isCut) return;
        try {
          resolve(work());
        } catch (fault) {
          reject(fault);
        }
      });
    });
  }
}
