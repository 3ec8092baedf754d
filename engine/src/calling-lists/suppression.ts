import { unreachable } from '../basics/assert.ts';
import type { CallingListId, CampaignId } from '../basics/ids.ts';
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

/** Whose calls an entry of a suppression list is against: a list's, a campaign's, or all. */
export type SuppressionScope =
  | { readonly kind: 'everybody' }
  | { readonly kind: 'calling-list'; readonly listId: CallingListId }
  | { readonly kind: 'campaign'; readonly campaignId: CampaignId };

export const EVERYBODY: SuppressionScope = { kind: 'everybody' };

/** An entry of a suppression list, once for each of its scopes. */
export type ListedSuppression = {
  readonly key: SuppressionKey;
  readonly scope: SuppressionScope;
  /** Nobody is called before it; undefined: for good. */
  readonly until: Instant | undefined;
};

/** A typed number that the store holds as suppressed; undefined: whichever campaign calls. */
export type SuppressedNumber = {
  readonly phone: PhoneNumber;
  readonly campaignId: CampaignId | undefined;
};

/** What the text of every entry of this scope begins with. */
export function scopeText(scope: SuppressionScope): string {
  switch (scope.kind) {
    case 'everybody':
      return 'listed ';
    case 'calling-list':
      return `listed in list ${scope.listId} `;
    case 'campaign':
      return `listed in campaign ${scope.campaignId} `;
    default:
      return unreachable(scope);
  }
}

/** Apart from a do-not-call of the same number, which no list takes back. */
export const listedText = (key: SuppressionKey, scope: SuppressionScope): string =>
  `${scopeText(scope)}${suppressionText(key)}`;

/** What a number was called that somebody typed, as far as the store knew of it. */
export const typedText = ({ phone, campaignId }: SuppressedNumber): string => {
  const key = { kind: 'phone', phone } as const;
  return campaignId === undefined
    ? suppressionText(key)
    : listedText(key, { kind: 'campaign', campaignId });
};

/** For whom a call is made. Without a campaign only what holds in each of them is asked. */
export type CallFor = {
  readonly listId: CallingListId;
  readonly campaignId: CampaignId | undefined;
};

/** The scopes whose entries are against this call, the rule of which in one place. */
export const scopesOf = ({ listId, campaignId }: CallFor): readonly SuppressionScope[] => [
  EVERYBODY,
  { kind: 'calling-list', listId },
  ...(campaignId === undefined ? [] : [{ kind: 'campaign', campaignId } as const]),
];

/** Suppressed by a list whose entry came since the lease: the store knows until when. */
export function isListed(
  chain: Chain,
  record: CallingRecord,
  suppressed: ReadonlyMap<string, unknown>,
  campaignId: CampaignId | undefined,
): boolean {
  if (suppressed.size === 0) return false;
  const own = keysOf({ records: [record], customerId: chain.customerId });
  const scopes = scopesOf({ listId: chain.listId, campaignId });
  return own.some((key) => scopes.some((scope) => suppressed.has(listedText(key, scope))));
}

/** Named by anything in the map: the number is asked first, then the person, as published. */
export function isNamed(
  chain: Chain,
  record: CallingRecord,
  suppressed: ReadonlyMap<string, unknown>,
  campaignId: CampaignId | undefined,
): boolean {
  if (suppressed.has(suppressionText({ kind: 'phone', phone: record.phone }))) return true;
  if (isListed(chain, record, suppressed, campaignId)) return true;
  if (chain.customerId === undefined) return false;
  return suppressed.has(suppressionText({ kind: 'customer', customerId: chain.customerId }));
}

/** A number that may come to be of any of these lists, and of each customer who has it. */
export function isNumberSuppressed(
  { phone, listIds, campaignId }: NumberAsked,
  customerIds: readonly string[],
  suppressed: ReadonlyMap<string, unknown>,
): boolean {
  const keys: readonly SuppressionKey[] = [
    { kind: 'phone', phone },
    ...customerIds.map((customerId) => ({ kind: 'customer', customerId }) as const),
  ];
  const scopes = listIds.flatMap((listId) => scopesOf({ listId, campaignId }));
  return keys.some(
    (key) =>
      suppressed.has(suppressionText(key)) ||
      scopes.some((scope) => suppressed.has(listedText(key, scope))),
  );
}

type NumberAsked = {
  readonly phone: PhoneNumber;
  /** Those of the campaign. */
  readonly listIds: readonly CallingListId[];
  readonly campaignId: CampaignId;
};

export function isSuppressed(
  chain: Chain,
  record: CallingRecord,
  suppressed: ReadonlyMap<string, unknown>,
  campaignId: CampaignId | undefined,
): boolean {
  // What came since the lease is in the map; what was there before came with the chain.
  if (chain.suppressed?.includes(record.phone) === true) return true;
  return isNamed(chain, record, suppressed, campaignId);
}

/** When everything that is against this record has come to its end; undefined: it never does. */
export function suppressedUntil(
  chain: Chain,
  record: CallingRecord,
  suppressed: ReadonlyMap<string, Instant | undefined>,
  campaignId: CampaignId | undefined,
): Instant | undefined {
  const person = { records: [record], customerId: chain.customerId, listId: chain.listId };
  const texts = textsOf(person, campaignId);
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
export function textsOf(
  { records, customerId, listId }: Pick<Chain, 'records' | 'customerId' | 'listId'>,
  campaignId: CampaignId | undefined,
): string[] {
  const scopes = scopesOf({ listId, campaignId });
  return keysOf({ records, customerId }).flatMap((key) => [
    suppressionText(key),
    ...scopes.map((scope) => listedText(key, scope)),
  ]);
}
