/** Between two beats, ms. */
const BEAT_MS = 100;
/** A beat is late from so much on, ms. */
const LATE_MS = 500;
/** So many late beats in a row are no hiccup: the process has had too much to do for a second. */
const LATE_BEATS = 4;

/** Knows whether the event loop keeps up. One long stop, as a start has, is not the end of it. */
export class LoopWatch {
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #dueAt = 0;
  #late = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get isLate(): boolean {
    return this.#late >= LATE_BEATS;
  }

  start(): void {
    this.#dueAt = this.#now() + BEAT_MS;
    // Watching alone is no reason to keep the process alive.
    this.#timer = setTimeout(() => {
      this.beat();
      this.start();
    }, BEAT_MS).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  beat(): void {
    this.#late = this.#now() - this.#dueAt > LATE_MS ? this.#late + 1 : 0;
  }
}
