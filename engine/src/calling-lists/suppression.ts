import type { CallingListId } from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Instant } from '../basics/time.ts';
import { later } from '../basics/time.ts';
import type { Chain } from './chain.ts';
import type { CallingRecord } from './record.ts';

/** Whom a do-not-call names: one number, or one person however they are reached. */
export type SuppressionKey =
  | { readonly kind: 'phone'; readonly phone: PhoneNumber }
  | { readonly kind: 'customer'; readonly customerId: string };

export const suppressionText = (key: SuppressionKey): string =>
  key.kind === 'phone' ? `phone:${key.phone}` : `customer:${key.customerId}`;

/** An entry of a suppression list, for everybody or for the chains of one calling list. */
export type ListedSuppression = {
  readonly key: SuppressionKey;
  readonly listId: CallingListId | undefined;
  /** Nobody is called before it; undefined: for good. */
  readonly until: Instant | undefined;
};

/** Apart from a do-not-call of the same number, which no list takes back. */
export const listedText = (key: SuppressionKey, listId: CallingListId | undefined): string =>
  `${suppressionText(key)} listed${listId === undefined ? '' : ` ${listId}`}`;

/** Every name under which a list may have this key for a chain of this calling list. */
const listedTexts = (key: SuppressionKey, listId: CallingListId): readonly string[] => [
  listedText(key, undefined),
  listedText(key, listId),
];

/** Suppressed by a list whose entry came since the lease: the store knows until when. */
export function isListed(
  chain: Chain,
  record: CallingRecord,
  suppressed: ReadonlyMap<string, unknown>,
): boolean {
  const own = keysOf({ records: [record], customerId: chain.customerId });
  return own.some((key) => listedTexts(key, chain.listId).some((text) => suppressed.has(text)));
}

/** The number is asked first, then the person, as the published order of checks has it. */
export function isSuppressed(
  chain: Chain,
  record: CallingRecord,
  suppressed: ReadonlyMap<string, unknown>,
): boolean {
  if (suppressed.has(suppressionText({ kind: 'phone', phone: record.phone }))) return true;
  if (isListed(chain, record, suppressed)) return true;
  // What came since the lease is in the map; what was there before came with the chain.
  if (chain.suppressed?.includes(record.phone) === true) return true;
  if (chain.customerId === undefined) return false;
  return suppressed.has(suppressionText({ kind: 'customer', customerId: chain.customerId }));
}

/** When everything that is against this record has come to its end; undefined: it never does. */
export function suppressedUntil(
  chain: Chain,
  record: CallingRecord,
  suppressed: ReadonlyMap<string, Instant | undefined>,
): Instant | undefined {
  const texts = keysOf({ records: [record], customerId: chain.customerId }).map(suppressionText);
  const ends = texts.filter((text) => suppressed.has(text)).map((text) => suppressed.get(text));
  return ends.reduce<Instant | undefined>(furthestEnd, ends[0]);
}

/** Of two entries that name somebody alike; undefined: for good. */
export const furthestEnd = (
  one: Instant | undefined,
  other: Instant | undefined,
): Instant | undefined =>
  one === undefined || other === undefined ? undefined : later(one, other);

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

/** The texts of all these names, those of suppression lists among them. */
export const textsOf = (chain: Pick<Chain, 'records' | 'customerId' | 'listId'>): string[] =>
  keysOf(chain).flatMap((key) => [suppressionText(key), ...listedTexts(key, chain.listId)]);
