import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import type { SuppressionFound } from '@outpace/protocol/suppressions.ts';
import type { Queryable } from './queryable.ts';
import { isoText } from './sql-text.ts';
import { storable } from './storable.ts';

type FoundRow = Omit<SuppressionFound, 'list'> & {
  readonly listId: string | null;
  readonly listName: string | null;
  readonly callingListId: string | null;
  readonly campaignIds: string[] | null;
};

// A number is not called either while one of the customers who have it is not. Records are found by
// list and number, so each list is asked.
const KEYS = `
  select $2::text as kind, $3::text as value
  union
  select 'customer', c.customer_id
  from calling_lists l
  join records r on r.site = l.site and r.list_id = l.id
  join chains c on c.site = r.site and c.id = r.chain_id
  where $2 = 'phone' and l.site = $1 and r.phone = $3 and c.customer_id is not null`;

/** Everything in force against calling this number or customer, the oldest first. */
export async function suppressionsFound(
  db: Queryable,
  site: SiteId,
  key: SuppressionKey,
): Promise<SuppressionFound[]> {
  const value = storable(key.kind === 'phone' ? key.phone : key.customerId);
  const found = await db.query<FoundRow>(
    `with keys as (${KEYS}), known as (
       select k.kind, k.value, null as list_id, null as list_name, null as calling_list_id,
         null::text[] as campaign_ids,
         s.reason, s.added_by, s.added_at, null::timestamptz as ends_at
       from keys k
       join suppressions s on s.site = $1 and s.kind = k.kind and s.value = k.value
       union all
       select k.kind, k.value, l.id, l.name, l.list_id,
         case when l.for_campaigns then array(
           select c.campaign_id from suppression_list_campaigns c
           where c.site = l.site and c.suppression_list_id = l.id order by c.campaign_id) end,
         e.reason, e.added_by, e.added_at, least(e.ends_at, l.ends_at)
       from keys k
       join suppression_entries e on e.site = $1 and e.kind = k.kind and e.value = k.value
       join suppression_lists l on l.site = $1 and l.id = e.suppression_list_id
       where l.in_force
     )
     select f.kind, f.value, f.list_id as "listId", f.list_name as "listName",
       f.calling_list_id as "callingListId", f.campaign_ids as "campaignIds", f.reason,
       coalesce(u.display_name, f.added_by) as "addedBy",
       ${isoText('f.added_at')} as since, ${isoText('f.ends_at')} as until
     from known f left join users u on u.site = $1 and u.id = f.added_by
     where f.ends_at is null or f.ends_at > now()
     order by f.added_at, f.list_name`,
    [site, key.kind, value],
  );
  return found.rows.map(({ listId, listName, callingListId, campaignIds, ...row }) => ({
    ...row,
    list: listId === null ? null : { id: listId, name: listName ?? '', callingListId, campaignIds },
  }));
}
