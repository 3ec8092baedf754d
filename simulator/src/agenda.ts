import type { Instant } from '@outpace/engine/basics/time.ts';

type Entry<Thing> = {
  readonly at: Instant;
  readonly key: string;
  readonly order: number;
  readonly thing: Thing;
};

/**
 * Future things, earliest first; things of the same instant by their keys, and in the order they
 * were put in.
 */
export class Agenda<Thing> {
  readonly #heap: Entry<Thing>[] = [];
  #put = 0;

  get size(): number {
    return this.#heap.length;
  }

  get nextAt(): Instant | undefined {
    return this.#heap[0]?.at;
  }

  peek(): Thing | undefined {
    return this.#heap[0]?.thing;
  }

  put(at: Instant, thing: Thing, key = ''): void {
    const entry = { at, key, order: this.#put, thing };
    this.#put += 1;
    let child = this.#heap.length;
    this.#heap.push(entry);
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = this.#heap[parent];
      if (above === undefined || !isBefore(entry, above)) break;
      this.#heap[child] = above;
      child = parent;
    }
    this.#heap[child] = entry;
  }

  take(): { readonly at: Instant; readonly thing: Thing } | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (first === undefined || last === undefined || first === last) return first;
    this.#sink(last);
    return first;
  }

  #sink(entry: Entry<Thing>): void {
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      const smaller = this.#smaller(left, left + 1);
      const below = smaller === undefined ? undefined : this.#heap[smaller];
      if (smaller === undefined || below === undefined || !isBefore(below, entry)) break;
      this.#heap[parent] = below;
      parent = smaller;
    }
    this.#heap[parent] = entry;
  }

  #smaller(left: number, right: number): number | undefined {
    const a = this.#heap[left];
    const b = this.#heap[right];
    if (a === undefined) return undefined;
    return b !== undefined && isBefore(b, a) ? right : left;
  }
}

function isBefore<Thing>(a: Entry<Thing>, b: Entry<Thing>): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return a.key === b.key ? a.order < b.order : a.key < b.key;
}
