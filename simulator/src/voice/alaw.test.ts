import { expect, test } from 'vitest';
import { alawOf } from './alaw.ts';

test.each<[why: string, value: number, code: number]>([
  // As the tables of ITU-T G.711 have them, for 13 bits.
  ['silence', 0, 0xd5],
  ['just below silence', -1 / 4_096, 0x55],
  ['the loudest', 1, 0xaa],
  ['the loudest below', -1, 0x2a],
  ['the second segment', 32 / 4_095, 0xc5],
  ['the third segment', 64 / 4_095, 0xf5],
  ['half way', 2_048 / 4_095, 0xa5],
])('%s', (_why, value, code) => {
  expect(alawOf({ rateHz: 8_000, values: Float64Array.of(value) })).toEqual(Buffer.of(code));
});
