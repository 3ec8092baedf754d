import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Claim, fittedDues } from './fitted-dues.ts';

const NONE = { least: 0, most: Number.POSITIVE_INFINITY };

test.each<[what: string, claims: readonly Claim[], dues: readonly number[]]>([
  ['nobody', [], []],
  [
    'without bounds as they were',
    [
      { ...NONE, due: 3 },
      { ...NONE, due: 1 },
    ],
    [3, 1],
  ],
  [
    'a minimum is taken from the others in proportion',
    [
      { ...NONE, due: 1, least: 4 },
      { ...NONE, due: 3 },
      { ...NONE, due: 6 },
    ],
    [4, 2, 4],
  ],
  [
    'what one may not have goes to the others in proportion',
    [
      { ...NONE, due: 6, most: 1 },
      { ...NONE, due: 1 },
      { ...NONE, due: 3 },
    ],
    [1, 2.25, 6.75],
  ],
  [
    'minima of more than there is: each has its part of them',
    [
      { ...NONE, due: 1, least: 6 },
      { ...NONE, due: 3, least: 2 },
    ],
    [3, 1],
  ],
  ['all may have less than there is', [{ ...NONE, due: 5, most: 2 }], [2]],
])('%s', (_what, claims, dues) => {
  expect(fittedDues(claims)).toEqual(dues.map((due) => expect.closeTo(due, 6)));
});

const claim: fc.Arbitrary<Claim> = fc
  .record({
    due: fc.double({ min: 0.01, max: 100, noNaN: true }),
    least: fc.nat(20),
    room: fc.option(fc.nat(50)),
  })
  .map(({ due, least, room }) => ({
    due,
    least,
    most: room === null ? Number.POSITIVE_INFINITY : least + room,
  }));

test('nobody has more than they may, and together never more than there is', () => {
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 8 }), (claims) => {
      const dues = fittedDues(claims);
      const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
      const all = total(claims.map(({ due }) => due));
      const mosts = total(claims.map(({ most }) => most));
      expect(dues.every((due, n) => due <= (claims[n]?.most ?? 0) + 1e-6)).toBe(true);
      expect(total(dues)).toBeCloseTo(Math.min(all, mosts), 4);
    }),
  );
});
