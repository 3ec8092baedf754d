import fc from 'fast-check';
import { expect, test } from 'vitest';
import { abandonment } from './abandonment.ts';

test('before the first live answer nothing is known', () => {
  expect(abandonment(0, 0, 0.03)).toEqual({ share: undefined, low: 0, high: 1, limit: 0.03 });
});

// Wilson's interval for 95 %, to three decimals.
// biome-ignore format: a table is read in columns.
test.each<[why: string, lost: number, of: number, share: number, low: number, high: number]>([
  ['none of ten lost says little',      0, 10,    0,    0,     0.278],
  ['one of ten lost says little too',   1, 10,    0.1,  0.018, 0.404],
  ['three of a hundred',                3, 100,   0.03, 0.010, 0.085],
  ['three hundred of ten thousand',   300, 10_000, 0.03, 0.027, 0.034],
  ['all of one lost',                   1, 1,     1,    0.207, 1],
])('%s', (_why, lost, of, share, low, high) => {
  const found = abandonment(lost, of, 0.03);
  expect({ ...found, low: round(found.low), high: round(found.high) }).toEqual({
    share,
    low,
    high,
    limit: 0.03,
  });
});

const round = (value: number): number => Math.round(value * 1_000) / 1_000;

test('the interval holds the share and stays within 0 to 1', () => {
  const counts = fc
    .nat({ max: 100_000 })
    .chain((of) => fc.tuple(fc.nat({ max: of }), fc.constant(of)));
  fc.assert(
    fc.property(counts, ([lost, of]) => {
      const { share = 0, low, high } = abandonment(lost, of, 0.03);
      const noise = 1e-12;
      return low >= 0 && low <= share + noise && share <= high + noise && high <= 1;
    }),
  );
});
