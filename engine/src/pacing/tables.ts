/**
 * Reads at a place of a table of numbers. Keep it within the table: one look outside makes every
 * later look slow.
 */
export const at = (table: Float64Array, place: number): number => table[place] ?? 0;

export function add(table: Float64Array, place: number, amount: number): void {
  table[place] = at(table, place) + amount;
}

export function scale(table: Float64Array, factor: number): void {
  for (let place = 0; place < table.length; place += 1) table[place] = at(table, place) * factor;
}

/** What is left of a memory of `memoryS` seconds after `seconds`, 0..1. */
export const fading = (seconds: number, memoryS: number): number => Math.exp(-seconds / memoryS);

export const clamp = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, value));
