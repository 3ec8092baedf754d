import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';

/** Slots at first; always a power of two. */
const SLOTS = 1024;

/**
 * The numbers of one file and the line on which each came first. A number is at most 15 digits,
 * which a double holds, so a million of them take 24 MB, outside the heap.
 */
export class NumbersSeen {
  #numbers = new Float64Array(SLOTS);
  #lines = new Uint32Array(SLOTS);
  #count = 0;

  /** The line, from 1, on which the number came before; undefined: it is seen now. */
  firstLine(phone: PhoneNumber, line: number): number | undefined {
    if (this.#count * 4 > this.#numbers.length * 3) this.#grow();
    const number = Number(phone.slice(1));
    const slot = slotOf(this.#numbers, number);
    if (this.#numbers[slot] === number) return this.#lines[slot];
    this.#put(slot, number, line);
    return undefined;
  }

  #put(slot: number, number: number, line: number): void {
    this.#numbers[slot] = number;
    this.#lines[slot] = line;
    this.#count += 1;
  }

  #grow(): void {
    const [numbers, lines] = [this.#numbers, this.#lines];
    this.#numbers = new Float64Array(numbers.length * 2);
    this.#lines = new Uint32Array(numbers.length * 2);
    this.#count = 0;
    for (const [slot, number] of numbers.entries()) {
      if (number === 0) continue;
      this.#put(slotOf(this.#numbers, number), number, lines[slot] ?? 0);
    }
  }
}

/** Where a number is, or the free slot where it belongs. No number is 0: that slot is free. */
function slotOf(numbers: Float64Array, number: number): number {
  const mask = numbers.length - 1;
  const high = Math.floor(number / 2 ** 32);
  const mixed = Math.imul((number >>> 0) ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
  let slot = (mixed ^ (mixed >>> 15)) & mask;
  while (numbers[slot] !== 0 && numbers[slot] !== number) slot = (slot + 1) & mask;
  return slot;
}
