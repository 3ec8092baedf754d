/** Durations of one kind, ms. */
export class Times {
  #taken: number[] = [];

  note(ms: number): void {
    this.#taken.push(ms);
  }

  /** What was taken since the last time it was asked. */
  take(): TimesTaken {
    const sorted = Float64Array.from(this.#taken).toSorted();
    this.#taken = [];
    const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
    return { count: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
  }
}

export type TimesTaken = {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
};
