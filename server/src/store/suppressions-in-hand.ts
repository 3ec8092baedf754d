import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type {
  ListedSuppression,
  SuppressionKey,
  SuppressionScope,
} from '@outpace/engine/calling-lists/suppression.ts';
import type { Queryable } from './queryable.ts';
import { storable } from './storable.ts';
import { keyOf, scopeOf } from './suppression-facts.ts';
import { type Timestamp, toInstantOrUndefined } from './timestamps.ts';

/** The same lock as every lease of the site takes: none is under way until this one commits. */
export async function betweenLeases(db: Queryable, site: SiteId): Promise<void> {
  await db.query("select pg_advisory_xact_lock(hashtext('outpace lease'), hashtext($1))", [site]);
}

type EntryRow = {
  readonly kind: SuppressionKey['kind'];
  readonly value: string;
  readonly list_id: string | null;
  readonly campaign_id: string | null;
  readonly ends_at: Timestamp | null;
};

/** Whose calls the entries of a list are against; none: the list, or its last campaign, is gone. */
export async function scopesOfList(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<readonly SuppressionScope[]> {
  const found = await db.query<Pick<EntryRow, 'list_id' | 'campaign_id'>>(SCOPES, [site, id]);
  return found.rows.map(scopeOf);
}

const SCOPES = `
  select l.list_id, c.campaign_id
  from suppression_lists l
  left join suppression_list_campaigns c on c.site = l.site and c.suppression_list_id = l.id
  where l.site = $1 and l.id = $2 and (c.campaign_id is not null or not l.for_campaigns)`;

// Small beside a list: what is leased is what lies in hand.
const LEASED = `
  select 'phone' as kind, r.phone as value
  from leases h join records r on r.site = $1 and r.chain_id = h.chain_id where h.site = $1
  union
  select 'customer', c.customer_id
  from leases h join chains c on c.site = $1 and c.id = h.chain_id
  where h.site = $1 and c.customer_id is not null`;

/** How keys now stand in these scopes over all lists, of those that concern who is leased. */
export async function standingInHand(
  db: Queryable,
  site: SiteId,
  scopes: readonly SuppressionScope[],
  keys: readonly SuppressionKey[],
): Promise<readonly ListedSuppression[]> {
  const values = [site, ...columnsOfScopes(scopes), ...columnsOf(keys)];
  const text = `${STANDING} where (k.kind, k.value) in (${LEASED})`;
  return (await db.query<EntryRow>(text, values)).rows.map(listedOf);
}

/** Of these keys those that no list has any more in these scopes, whoever they concern. */
export async function noLongerListed(
  db: Queryable,
  site: SiteId,
  scopes: readonly SuppressionScope[],
  keys: readonly SuppressionKey[],
): Promise<readonly ListedSuppression[]> {
  const values = [site, ...columnsOfScopes(scopes), ...columnsOf(keys)];
  const text = `${STANDING} where f.furthest is null`;
  return (await db.query<EntryRow>(text, values)).rows.map(listedOf);
}

// Of several lists with the same scope the furthest end; one that is over where none has it.
const STANDING = `
  select k.kind, k.value, s.list_id, s.campaign_id,
    case when f.furthest is null then '-infinity' else nullif(f.furthest, 'infinity') end as ends_at
  from unnest($2::text[], $3::text[]) as s (list_id, campaign_id)
  cross join (select distinct * from unnest($4::text[], $5::text[])) as k (kind, value)
  cross join lateral (
    select max(coalesce(l.ends_at, 'infinity')) as furthest
    from listed_in_force l
    where l.site = $1 and l.kind = k.kind and l.value = k.value
      and l.list_id is not distinct from s.list_id
      and l.campaign_id is not distinct from s.campaign_id
  ) as f`;

/** Everything that lists of these scopes have against who is leased. */
export async function allInHand(
  db: Queryable,
  site: SiteId,
  scopes: readonly SuppressionScope[],
): Promise<readonly ListedSuppression[]> {
  const found = await db.query<EntryRow>(ALL, [site, ...columnsOfScopes(scopes)]);
  return found.rows.map(listedOf);
}

const ALL = `
  select l.kind, l.value, l.list_id, l.campaign_id,
    nullif(max(coalesce(l.ends_at, 'infinity')), 'infinity') as ends_at
  from (${LEASED}) as h
  join listed_in_force l on l.site = $1 and l.kind = h.kind and l.value = h.value
  join (select distinct * from unnest($2::text[], $3::text[])) as s (list_id, campaign_id)
    on l.list_id is not distinct from s.list_id and l.campaign_id is not distinct from s.campaign_id
  group by l.kind, l.value, l.list_id, l.campaign_id`;

const columnsOfScopes = (scopes: readonly SuppressionScope[]) => [
  scopes.map((scope) => (scope.kind === 'calling-list' ? scope.listId : null)),
  scopes.map((scope) => (scope.kind === 'campaign' ? scope.campaignId : null)),
];

export const columnsOf = (keys: readonly SuppressionKey[]) => [
  keys.map(({ kind }) => kind),
  keys.map((key) => storable(key.kind === 'phone' ? key.phone : key.customerId)),
];

const listedOf = (row: EntryRow): ListedSuppression => ({
  key: keyOf(row.kind, row.value),
  scope: scopeOf(row),
  until: toInstantOrUndefined(row.ends_at),
});

export const campaignsOf = (scopes: readonly SuppressionScope[]): readonly string[] =>
  scopes.flatMap((scope) => (scope.kind === 'campaign' ? [scope.campaignId] : []));
