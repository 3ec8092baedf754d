import { assert, must } from '@outpace/engine/basics/assert.ts';

/**
 * The one source of chance: sfc32 (128 bits of state, passes PractRand), seeded by splitmix32.
 * The same seed gives the same numbers on every machine.
 */
export class Prng {
  #a: number;
  #b: number;
  #c: number;
  #count: number;

  constructor(seed: number) {
    let state = seed >>> 0;
    const next = (): number => {
      state = (state + 0x9e3779b9) | 0;
      let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
      return mixed ^ (mixed >>> 15);
    };
    this.#a = next();
    this.#b = next();
    this.#c = next();
    this.#count = 1;
    // The first numbers still show the seed; neighbouring seeds must not give similar worlds.
    for (let round = 0; round < 12; round += 1) this.next();
  }

  /** 0 ≤ number < 1, in steps of 2⁻³². */
  next(): number {
    const sum = (this.#a + this.#b + this.#count) | 0;
    this.#count = (this.#count + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return (sum >>> 0) / 4_294_967_296;
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number, both ends included. */
  between(from: number, to: number): number {
    assert(from <= to, `an empty range ${from}..${to}`);
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** A whole number, 0 to count − 1. */
  below(count: number): number {
    return this.between(0, count - 1);
  }

  pick<Item>(items: readonly Item[]): Item {
    return must(items[this.below(items.length)], 'an item to pick');
  }

  /** Exponentially distributed with this mean, at least 1: the gaps of a Poisson process. */
  gap(mean: number): number {
    return Math.max(1, Math.round(-Math.log(1 - this.next()) * mean));
  }

  /** A generator of its own, so that drawing more here does not shift the numbers there. */
  fork(name: string): Prng {
    return new Prng(hashOf(`${this.between(0, 0x7fffffff)} ${name}`));
  }
}

/** FNV-1a, 32 bits: a seed from a name, the same on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
