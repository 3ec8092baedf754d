import { must } from '@outpace/engine/basics/assert.ts';
import { callingListId, type SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type {
  ListedSuppression,
  SuppressionKey,
} from '@outpace/engine/calling-lists/suppression.ts';
import type {
  SuppressionEntryRow,
  SuppressionListBody,
  SuppressionListRow,
} from '@outpace/protocol/suppression-lists.ts';
import type { Queryable } from './queryable.ts';
import { isoText } from './sql-text.ts';
import { storable } from './storable.ts';
import { storedPhone } from './stored-phone.ts';
import { type Timestamp, toInstantOrUndefined } from './timestamps.ts';
import type { Outcome } from './transaction.ts';

const SELECT = `
  select l.id, l.name, l.list_id as "callingListId", ${isoText('l.ends_at')} as "endsAt",
    l.added_by as "addedBy", ${isoText('l.added_at')} as "addedAt",
    (select count(*)::int from suppression_entries e
      where e.site = l.site and e.suppression_list_id = l.id
        and (e.ends_at is null or e.ends_at > now())) as entries
  from suppression_lists l`;

export async function allSuppressionLists(
  db: Queryable,
  site: SiteId,
): Promise<SuppressionListRow[]> {
  const text = `${SELECT} where l.site = $1 order by l.name`;
  return (await db.query<SuppressionListRow>(text, [site])).rows;
}

export async function insertSuppressionList(
  db: Queryable,
  site: SiteId,
  added: SuppressionListBody & { readonly id: string; readonly by: string },
): Promise<SuppressionListRow> {
  const { id, name, callingListId: listId, endsAt, by } = added;
  await db.query(
    `insert into suppression_lists (site, id, name, list_id, ends_at, added_by)
     values ($1, $2, $3, $4, $5, $6)`,
    [site, id, name, listId, endsAt, by],
  );
  const found = await db.query<SuppressionListRow>(`${SELECT} where l.site = $1 and l.id = $2`, [
    site,
    id,
  ]);
  return must(found.rows[0], `suppression list ${id}`);
}

/** The same lock as every lease of the site takes: none is under way while entries are written. */
async function betweenLeases(db: Queryable, site: SiteId): Promise<void> {
  await db.query("select pg_advisory_xact_lock(hashtext('outpace lease'), hashtext($1))", [site]);
}

type AddedEntries = {
  readonly keys: readonly SuppressionKey[];
  readonly endsAt: string | null;
  /** Undefined: what is there keeps its own. */
  readonly reason?: string | undefined;
  /** The user. */
  readonly by: string;
};

/** Adds or prolongs entries; answers those of them that concern somebody who is leased. */
export async function addEntries(
  db: Queryable,
  site: SiteId,
  id: string,
  { keys, endsAt, reason = '', by }: AddedEntries,
): Promise<Outcome<readonly ListedSuppression[]>> {
  if (!(await isThere(db, site, id))) return fail(refusal('NOT_FOUND'));
  await betweenLeases(db, site);
  await db.query(
    `insert into suppression_entries as e
       (site, suppression_list_id, kind, value, ends_at, reason, added_by)
     select distinct $1, $2, k.kind, k.value, $5::timestamptz, $6, $7
     from unnest($3::text[], $4::text[]) as k (kind, value)
     on conflict (site, suppression_list_id, kind, value) do update
       set ends_at = excluded.ends_at,
         reason = coalesce(nullif(excluded.reason, ''), e.reason)`,
    [site, id, ...columnsOf(keys), endsAt, storable(reason), by],
  );
  return ok(await inHand(db, site, id, keys));
}

/** Ends entries at once; answers those of them that concern somebody who is leased. */
export async function endEntries(
  db: Queryable,
  site: SiteId,
  id: string,
  keys: readonly SuppressionKey[],
): Promise<Outcome<readonly ListedSuppression[]>> {
  if (!(await isThere(db, site, id))) return fail(refusal('NOT_FOUND'));
  await db.query(
    `delete from suppression_entries e using unnest($3::text[], $4::text[]) as k (kind, value)
     where e.site = $1 and e.suppression_list_id = $2 and e.kind = k.kind and e.value = k.value`,
    [site, id, ...columnsOf(keys)],
  );
  // Another list may have the same key: then it stays in force.
  return ok(await noLonger(db, site, id, keys));
}

const ENTRIES_MAX = 200;

/** The newest entries that have not ended, at most two hundred; undefined: no such list. */
export async function newestEntries(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<SuppressionEntryRow[] | undefined> {
  const list = await db.query('select from suppression_lists where site = $1 and id = $2', [
    site,
    id,
  ]);
  if (list.rowCount === 0) return undefined;
  const found = await db.query<SuppressionEntryRow>(
    `select e.kind, e.value, e.reason, coalesce(u.display_name, e.added_by) as "addedBy",
       ${isoText('e.added_at')} as "addedAt", ${isoText('e.ends_at')} as "endsAt"
     from suppression_entries e
     left join users u on u.site = e.site and u.id = e.added_by
     where e.site = $1 and e.suppression_list_id = $2 and (e.ends_at is null or e.ends_at > now())
     order by e.added_at desc, e.kind, e.value limit ${ENTRIES_MAX}`,
    [site, id],
  );
  return found.rows;
}

async function isThere(db: Queryable, site: SiteId, id: string): Promise<boolean> {
  const text = 'select from suppression_lists where site = $1 and id = $2 for update';
  return (await db.query(text, [site, id])).rowCount !== 0;
}

const columnsOf = (keys: readonly SuppressionKey[]) => [
  keys.map(({ kind }) => kind),
  keys.map((key) => storable(key.kind === 'phone' ? key.phone : key.customerId)),
];

type EntryRow = {
  readonly kind: 'phone' | 'customer';
  readonly value: string;
  readonly list_id: string | null;
  readonly ends_at: Timestamp | null;
};

// Small beside a list: what is leased is what lies in hand.
const LEASED = `
  select 'phone' as kind, r.phone as value
  from leases h join records r on r.site = $1 and r.chain_id = h.chain_id where h.site = $1
  union
  select 'customer', c.customer_id
  from leases h join chains c on c.site = $1 and c.id = h.chain_id
  where h.site = $1 and c.customer_id is not null`;

async function inHand(
  db: Queryable,
  site: SiteId,
  id: string,
  keys: readonly SuppressionKey[],
): Promise<readonly ListedSuppression[]> {
  const found = await db.query<EntryRow>(
    // Of all lists that name somebody for the same calls the furthest end.
    `select e.kind, e.value, l.list_id,
       nullif(max(coalesce(least(e.ends_at, o.ends_at), 'infinity')), 'infinity') as ends_at
     from unnest($3::text[], $4::text[]) as k (kind, value)
     join suppression_lists l on l.site = $1 and l.id = $2
     join suppression_entries e on e.site = $1 and e.kind = k.kind and e.value = k.value
     join suppression_lists o on o.site = $1 and o.id = e.suppression_list_id
       and o.list_id is not distinct from l.list_id
     where (e.kind, e.value) in (${LEASED})
     group by e.kind, e.value, l.list_id`,
    [site, id, ...columnsOf(keys)],
  );
  return found.rows.map(listedOf);
}

async function noLonger(
  db: Queryable,
  site: SiteId,
  id: string,
  keys: readonly SuppressionKey[],
): Promise<readonly ListedSuppression[]> {
  const found = await db.query<EntryRow>(
    `select k.kind, k.value, l.list_id, '-infinity'::timestamptz as ends_at
     from unnest($3::text[], $4::text[]) as k (kind, value)
     join suppression_lists l on l.site = $1 and l.id = $2
     where not exists (
       select from suppression_entries e
       join suppression_lists o on o.site = $1 and o.id = e.suppression_list_id
       where e.site = $1 and e.kind = k.kind and e.value = k.value
         and o.list_id is not distinct from l.list_id)`,
    [site, id, ...columnsOf(keys)],
  );
  return found.rows.map(listedOf);
}

const listedOf = ({ kind, value, list_id, ends_at }: EntryRow): ListedSuppression => ({
  key: keyOf(kind, value),
  listId: list_id === null ? undefined : callingListId(list_id),
  until: toInstantOrUndefined(ends_at),
});

function keyOf(kind: 'phone' | 'customer', value: string): SuppressionKey {
  if (kind === 'customer') return { kind, customerId: value };
  return { kind, phone: storedPhone(value, 'a listed phone number') };
}
