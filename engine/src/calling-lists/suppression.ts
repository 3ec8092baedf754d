import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Chain } from './chain.ts';
import type { CallingRecord } from './record.ts';

/** Whom a do-not-call names: one number, or one person however they are reached. */
export type SuppressionKey =
  | { readonly kind: 'phone'; readonly phone: PhoneNumber }
  | { readonly kind: 'customer'; readonly customerId: string };

export const suppressionText = (key: SuppressionKey): string =>
  key.kind === 'phone' ? `phone:${key.phone}` : `customer:${key.customerId}`;

/** The number is asked first, then the person, as the published order of checks has it. */
export function isSuppressed(
  chain: Chain,
  record: CallingRecord,
  suppressed: ReadonlyMap<string, unknown>,
): boolean {
  if (suppressed.has(suppressionText({ kind: 'phone', phone: record.phone }))) return true;
  // What came since the lease is in the map; what was there before came with the chain.
  if (chain.suppressed?.includes(record.phone) === true) return true;
  if (chain.customerId === undefined) return false;
  return suppressed.has(suppressionText({ kind: 'customer', customerId: chain.customerId }));
}

/** `person` names every number of the chain, and the customer where the list knows one. */
export function keysFor(
  chain: Chain,
  phone: PhoneNumber,
  scope: 'number' | 'person',
): readonly SuppressionKey[] {
  if (scope === 'number') return [{ kind: 'phone', phone }];
  const phones = new Set([phone, ...chain.records.map((record) => record.phone)]);
  const keys: SuppressionKey[] = [...phones].map((each) => ({ kind: 'phone', phone: each }));
  if (chain.customerId !== undefined) {
    keys.push({ kind: 'customer', customerId: chain.customerId });
  }
  return keys;
}

/** Every name under which this person could be suppressed. */
export const keysOf = ({
  records,
  customerId,
}: Pick<Chain, 'records' | 'customerId'>): readonly SuppressionKey[] => [
  ...records.map(({ phone }) => ({ kind: 'phone', phone }) as const),
  ...(customerId === undefined ? [] : [{ kind: 'customer', customerId } as const]),
];
