import type { Samples } from '@outpace/server/switch/instance/samples.ts';

const SIGN = 0x80;
const EVEN_BITS = 0x55;
const SEGMENTS = 8;

/** Sound as European telephone lines carry it: G.711 A-law, one byte per value. */
export const alawOf = ({ values }: Samples): Buffer =>
  Buffer.from(Array.from(values, (value) => codeOf(Math.round(value * 4_095))));

/** Of a value of 13 bits. */
function codeOf(value: number): number {
  const size = Math.min(4_095, value < 0 ? -value - 1 : value);
  const sign = value < 0 ? 0 : SIGN;
  // The first two segments are equally fine, each later one half as fine as the one before.
  const segment = Math.max(0, Math.min(SEGMENTS - 1, Math.floor(Math.log2(Math.max(1, size))) - 4));
  const step = size >> Math.max(1, segment);
  return (sign | (segment << 4) | (step & 0x0f)) ^ EVEN_BITS;
}
