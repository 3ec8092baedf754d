import type { Schedule } from './socket.ts';

/**
 * Passes values on, the first at once and then no more than one in `everyMs`: of those that come
 * faster, the newest. Nothing that is current is ever kept back for longer than that.
 */
export class Paced<Value> {
  readonly #everyMs: number;
  readonly #schedule: Schedule;
  readonly #pass: (value: Value) => void;
  #waiting: { readonly value: Value } | undefined;
  #cancelRest: (() => void) | undefined;

  constructor(everyMs: number, schedule: Schedule, pass: (value: Value) => void) {
    this.#everyMs = everyMs;
    this.#schedule = schedule;
    this.#pass = pass;
  }

  put(value: Value): void {
    this.#waiting = { value };
    if (this.#cancelRest === undefined) this.#next();
  }

  /** What waits is passed on now, and whatever comes next is the first again. */
  flush(): void {
    this.#cancelRest?.();
    this.#cancelRest = undefined;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting !== undefined) this.#pass(waiting.value);
  }

  #next(): void {
    const waiting = this.#waiting;
    if (waiting === undefined) {
      this.#cancelRest = undefined;
      return;
    }
    this.#waiting = undefined;
    this.#cancelRest = this.#schedule(() => this.#next(), this.#everyMs);
    this.#pass(waiting.value);
  }
}
