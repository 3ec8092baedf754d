/** Work that is asked for again while it is under way is the same work. */
export class Underway<Key, Value> {
  readonly #running = new Map<Key, Promise<Value>>();

  share(key: Key, work: () => Promise<Value>): Promise<Value> {
    const running = this.#running.get(key);
    if (running !== undefined) return running;
    const begun = work().finally(() => this.#running.delete(key));
    this.#running.set(key, begun);
    return begun;
  }
}
