/** How long commits of the dialer take, told to whoever measures. */
export class CommitTimes {
  readonly #listeners: ((ms: number) => void)[] = [];

  listen(listener: (ms: number) => void): void {
    this.#listeners.push(listener);
  }

  note(ms: number): void {
    for (const listener of this.#listeners) listener(ms);
  }
}
