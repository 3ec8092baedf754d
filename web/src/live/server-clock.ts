/** A clock that runs with the server's, so that timers do not depend on the page's. */
export class ServerClock {
  readonly #local: () => number;
  #aheadMs: number | undefined;

  constructor(local: () => number = Date.now) {
    this.#local = local;
  }

  /**
   * `now` is the server's clock as a message left. A message that travelled long makes the server
   * look slow, so the quickest one heard so far is believed.
   */
  learn(now: number): void {
    const aheadMs = now - this.#local();
    this.#aheadMs = this.#aheadMs === undefined ? aheadMs : Math.max(this.#aheadMs, aheadMs);
  }

  /** Forgets what was learned: either clock may have been set while nobody listened. */
  reset(): void {
    this.#aheadMs = undefined;
  }

  /** ms since 1970 on the server; the page's own clock until the first message. */
  now(): number {
    return this.#local() + (this.#aheadMs ?? 0);
  }
}

export const serverClock = new ServerClock();
