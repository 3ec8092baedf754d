import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import { keysOf, suppressionText } from '@outpace/engine/calling-lists/suppression.ts';

/** A number that is on the do-not-call list, or of a person who is. */
export function isBarred(
  phone: PhoneNumber,
  chains: Iterable<Pick<Chain, 'records' | 'customerId'>>,
  suppressed: ReadonlyMap<string, unknown>,
): boolean {
  if (suppressed.has(suppressionText({ kind: 'phone', phone }))) return true;
  return [...chains]
    .filter(({ records }) => records.some((record) => record.phone === phone))
    .flatMap(({ customerId }) => keysOf({ records: [], customerId }))
    .some((key) => suppressed.has(suppressionText(key)));
}
