import { api } from '../api/client.ts';
import type { Schedule } from './socket.ts';

const LEAVE_MS = 500;

type Life = {
  /** Somebody looks on again. */
  readonly join: () => void;
  /** Nobody has looked on for a while. */
  readonly leave: () => void;
  readonly schedule: Schedule;
};

/** What a page shows of something live: joined with the first who looks on, left after the last. */
export class LiveValue<Value extends object> {
  readonly #life: Life;
  readonly #listeners = new Set<() => void>();
  #value: Value;
  #joined = false;
  #cancelLeave = (): void => undefined;

  constructor(value: Value, life: Life) {
    this.#value = value;
    this.#life = life;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    const { join, leave, schedule } = this.#life;
    this.#cancelLeave();
    this.#listeners.add(listener);
    if (!this.#joined) {
      this.#joined = true;
      join();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      // One page of the workspace makes way for another: not worth a new connection.
      this.#cancelLeave = schedule(() => {
        this.#joined = false;
        leave();
      }, LEAVE_MS);
    };
  };

  readonly current = (): Value => this.#value;

  change(part: Partial<Value>): void {
    this.#value = { ...this.#value, ...part };
    for (const tell of this.#listeners) tell();
  }
}

/** Asks whether somebody is signed in at all; a refused socket does not say why. */
export const probe = (): void => {
  // A refusal has sent the page to the sign-in already, and a dead network is shown by the socket.
  api.get('/api/me').catch(() => undefined);
};
