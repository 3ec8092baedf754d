import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok, type Result } from '@outpace/engine/basics/result.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import type { SuppressBody } from '@outpace/protocol/suppressions.ts';

type Named = SuppressBody['keys'][number];

/** Whom a body names; refused with the first number that is none. */
export function keysOf({
  keys: named,
}: Pick<SuppressBody, 'keys'>): Result<readonly SuppressionKey[], Refusal> {
  const keys: SuppressionKey[] = [];
  for (const each of named) {
    const key = keyOf(each);
    if (!key.ok) return key;
    keys.push(key.value);
  }
  return ok(keys);
}

export function keyOf(named: Named): Result<SuppressionKey, Refusal> {
  if (named.kind === 'customer') return ok(named);
  const phone = parsePhoneNumber(named.phone);
  if (!phone.ok) return fail(refusal('NUMBER_INVALID', named.phone));
  return ok({ kind: 'phone', phone: phone.value });
}
