/** A source of chance with a seed, so that a demo can be made again as it was. */
export type Chance = {
  /** A whole number from 0 to `below` - 1. */
  below(below: number): number;
};

/** Mulberry32: small and even enough for made-up people, never for secrets. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return { below: (below) => Math.floor(next() * below) };
}
