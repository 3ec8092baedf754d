import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import fc from 'fast-check';
import { assert, expect, test } from 'vitest';
import { NumbersSeen } from './numbers-seen.ts';

function phoneOf(digits: bigint) {
  const phone = parsePhoneNumber(`+${digits}`);
  assert(phone.ok);
  return phone.value;
}

test('the shortest and the longest number are told apart from all others', () => {
  const seen = new NumbersSeen();
  const digits = [10_000_000n, 999_999_999_999_999n, 999_999_999_999_998n, 12_125_550_142n];
  for (const [n, one] of digits.entries())
    expect(seen.firstLine(phoneOf(one), n + 1)).toBe(undefined);
  for (const [n, one] of digits.entries()) expect(seen.firstLine(phoneOf(one), 99)).toBe(n + 1);
});

test('whatever comes, the first line is that of a map', () => {
  // Near each other and far apart, in all lengths, and some of them again.
  const number = fc.oneof(
    fc.bigInt({ min: 10_000_000n, max: 999_999_999_999_999n }),
    fc.bigInt({ min: 12_125_550_100n, max: 12_125_550_199n }),
    fc.integer({ min: 1, max: 200_000 }).map((n) => BigInt(n) * 2n ** 32n),
  );
  fc.assert(
    fc.property(fc.array(number, { maxLength: 5_000, size: 'max' }), (numbers) => {
      const seen = new NumbersSeen();
      const lines = new Map<bigint, number>();
      for (const [n, one] of numbers.entries()) {
        expect(seen.firstLine(phoneOf(one), n + 1)).toBe(lines.get(one));
        if (!lines.has(one)) lines.set(one, n + 1);
      }
    }),
    { numRuns: 30 },
  );
});
