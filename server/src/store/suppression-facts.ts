import {
  type CampaignId,
  type ChainId,
  callingListId,
  campaignId,
  type SiteId,
} from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import {
  EVERYBODY,
  furthestEnd,
  listedText,
  type SuppressedNumber,
  type SuppressionKey,
  type SuppressionScope,
  suppressionText,
} from '@outpace/engine/calling-lists/suppression.ts';
import type { Statements } from './ownership.ts';
import { storedPhone } from './stored-phone.ts';
import { type Timestamp, toInstantOrUndefined } from './timestamps.ts';

/**
 * What is in force against numbers and persons, by the texts that the engine gives it: whether any
 * of it is against a call, the engine says. Undefined: for good.
 */
export type Suppressed = ReadonlyMap<string, Instant | undefined>;

/** Of a campaign only its own: what other campaigns do not call is no matter here. */
type Asked = { readonly campaignId: CampaignId | undefined };

type FactRow = {
  readonly kind: SuppressionKey['kind'];
  readonly value: string;
  readonly list_id: string | null;
  readonly campaign_id: string | null;
  readonly ends_at: Timestamp | null;
};

/** Of all numbers and persons of these chains. */
export async function suppressedOfChains(
  statements: Statements,
  site: SiteId,
  ids: readonly ChainId[],
  { campaignId: id }: Asked,
): Promise<Suppressed> {
  const values = [site, ids, id ?? null];
  return factsOf(await statements.run<FactRow>('suppressed-of-chains', OF_CHAINS, values));
}

/** Of a number and of customers. */
export async function suppressedOfKeys(
  statements: Statements,
  site: SiteId,
  phone: PhoneNumber,
  customerIds: readonly string[],
  { campaignId: id }: Asked,
): Promise<Suppressed> {
  const values = [site, phone, customerIds, id ?? null];
  return factsOf(await statements.run<FactRow>('suppressed-of-keys', OF_KEYS, values));
}

/** Which of these numbers are suppressed, and for whom. */
export async function suppressedAmong(
  statements: Statements,
  site: SiteId,
  phones: readonly PhoneNumber[],
): Promise<readonly SuppressedNumber[]> {
  type Row = { readonly value: string; readonly campaign_id: string | null };
  const rows = await statements.run<Row>('suppressed-among', AMONG, [site, phones]);
  return phones.flatMap((phone) =>
    rows
      .filter(({ value }) => value === phone)
      .map(({ campaign_id: id }) => ({
        phone,
        campaignId: id === null ? undefined : campaignId(id),
      })),
  );
}

// Whoever is named as a person is so with every number that any list has of theirs.
// A number that somebody has typed may come to be of any list: each of them counts.
const AMONG = `
  select value, campaign_id from suppressions_in_force
  where site = $1 and kind = 'phone' and value = any ($2::text[])
  union
  select r.phone, s.campaign_id from calling_lists l
  join records r on r.site = l.site and r.list_id = l.id
  join chains c on c.site = r.site and c.id = r.chain_id
  join suppressions_in_force s on s.site = $1 and s.kind = 'customer' and s.value = c.customer_id
  where l.site = $1 and r.phone = any ($2::text[])`;

function factsOf(rows: readonly FactRow[]): Suppressed {
  const facts = new Map<string, Instant | undefined>();
  for (const row of rows) {
    const text = textOf(row);
    const until = toInstantOrUndefined(row.ends_at);
    facts.set(text, facts.has(text) ? furthestEnd(facts.get(text), until) : until);
  }
  return facts;
}

/** What is against everybody's calls is so alike, whether a list has it or somebody asked. */
function textOf(row: FactRow): string {
  const key = keyOf(row.kind, row.value);
  const scope = scopeOf(row);
  return scope.kind === 'everybody' ? suppressionText(key) : listedText(key, scope);
}

export function scopeOf({
  list_id,
  campaign_id,
}: Pick<FactRow, 'list_id' | 'campaign_id'>): SuppressionScope {
  if (list_id !== null) return { kind: 'calling-list', listId: callingListId(list_id) };
  if (campaign_id === null) return EVERYBODY;
  return { kind: 'campaign', campaignId: campaignId(campaign_id) };
}

export function keyOf(kind: SuppressionKey['kind'], value: string): SuppressionKey {
  if (kind === 'customer') return { kind, customerId: value };
  return { kind, phone: storedPhone(value, 'a listed phone number') };
}

const OF_CHAINS = `
  select s.kind, s.value, s.list_id, s.campaign_id, s.ends_at
  from records r
  join suppressions_in_force s on s.site = r.site and s.kind = 'phone' and s.value = r.phone
  where r.site = $1 and r.chain_id = any ($2::bigint[])
    and (s.campaign_id is null or s.campaign_id = $3)
  union all
  select s.kind, s.value, s.list_id, s.campaign_id, s.ends_at
  from chains c
  join suppressions_in_force s on s.site = c.site and s.kind = 'customer'
    and s.value = c.customer_id
  where c.site = $1 and c.id = any ($2::bigint[])
    and (s.campaign_id is null or s.campaign_id = $3)`;

const OF_KEYS = `
  select s.kind, s.value, s.list_id, s.campaign_id, s.ends_at
  from suppressions_in_force s
  where s.site = $1 and s.kind = 'phone' and s.value = $2
    and (s.campaign_id is null or s.campaign_id = $4)
  union all
  select s.kind, s.value, s.list_id, s.campaign_id, s.ends_at
  from suppressions_in_force s
  where s.site = $1 and s.kind = 'customer' and s.value = any ($3::text[])
    and (s.campaign_id is null or s.campaign_id = $4)`;

type Shown = {
  readonly site: string;
  readonly phone: string;
  readonly customerId: string;
  readonly listId: string;
};

/**
 * SQL for a screen: whoever calls this number of a calling list, it is suppressed. The names are
 * those of columns or parameters. Whether a dial is made the engine says, for its campaign too.
 */
export const suppressedInList = ({ site, phone, customerId, listId }: Shown): string => `
  (exists (select from suppressions_in_force s
    where s.site = ${site} and s.kind = 'phone' and s.value = ${phone}
      and s.campaign_id is null and (s.list_id is null or s.list_id = ${listId}))
  or exists (select from suppressions_in_force s
    where s.site = ${site} and s.kind = 'customer' and s.value = ${customerId}
      and s.campaign_id is null and (s.list_id is null or s.list_id = ${listId})))`;
