/** Between two beats, ms. A dead network is noticed after two of them at the latest. */
export const BEAT_MS = 15_000;

/** One timer for all sockets: a chain, so that a slow beat never piles up behind another. */
export class Heartbeat {
  readonly #beat: () => void;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(beat: () => void, everyMs: number = BEAT_MS) {
    this.#beat = beat;
    this.#everyMs = everyMs;
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#beat();
      this.start();
    }, this.#everyMs);
    // A heartbeat alone is no reason to keep the process alive.
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
