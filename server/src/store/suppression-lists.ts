import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type {
  ListedSuppression,
  SuppressionKey,
  SuppressionScope,
} from '@outpace/engine/calling-lists/suppression.ts';
import { scopeText } from '@outpace/engine/calling-lists/suppression.ts';
import type { ApplyListed } from '@outpace/engine/event.ts';
import type {
  SuppressionEntryRow,
  SuppressionListBody,
  SuppressionListRow,
} from '@outpace/protocol/suppression-lists.ts';
import { forgetLeftOut } from './left-out.ts';
import type { Queryable } from './queryable.ts';
import { isoText } from './sql-text.ts';
import { storable } from './storable.ts';
import {
  allInHand,
  betweenLeases,
  campaignsOf,
  columnsOf,
  noLongerListed,
  scopesOfList,
  standingInHand,
} from './suppressions-in-hand.ts';
import type { Outcome } from './transaction.ts';
import { missingOrChanged } from './versioned.ts';

const SELECT = `
  select l.id, l.name, l.version, l.list_id as "callingListId",
    case when l.for_campaigns then array(
      select c.campaign_id from suppression_list_campaigns c
      where c.site = l.site and c.suppression_list_id = l.id order by c.campaign_id
    ) end as "campaignIds",
    l.in_force as "inForce", ${isoText('l.ends_at')} as "endsAt",
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

async function oneList(db: Queryable, site: SiteId, id: string): Promise<SuppressionListRow> {
  const text = `${SELECT} where l.site = $1 and l.id = $2`;
  const found = await db.query<SuppressionListRow>(text, [site, id]);
  return must(found.rows[0], `suppression list ${id}`);
}

export async function insertSuppressionList(
  db: Queryable,
  site: SiteId,
  added: SuppressionListBody & { readonly id: string; readonly by: string },
): Promise<SuppressionListRow> {
  const { id, by } = added;
  await db.query(
    `insert into suppression_lists
       (site, id, name, list_id, for_campaigns, in_force, ends_at, added_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [site, id, ...columnsOfList(added), by],
  );
  await replaceCampaigns(db, site, id, added);
  return oneList(db, site, id);
}

const columnsOfList = ({
  name,
  callingListId: listId,
  campaignIds = null,
  inForce = true,
  endsAt,
}: SuppressionListBody) => [name, listId, campaignIds !== null, inForce, endsAt];

async function replaceCampaigns(
  db: Queryable,
  site: SiteId,
  id: string,
  { campaignIds }: Pick<SuppressionListBody, 'campaignIds'>,
): Promise<void> {
  const values = [site, id];
  await db.query(
    'delete from suppression_list_campaigns where site = $1 and suppression_list_id = $2',
    values,
  );
  await db.query(
    `insert into suppression_list_campaigns (site, suppression_list_id, campaign_id)
     select distinct $1, $2, c.id from unnest($3::text[]) as c (id)`,
    [...values, campaignIds ?? []],
  );
}

/** A list after a change of it as a whole, and what the dialer has to hear anew. */
type Changed<Value> = {
  readonly value: Value;
  readonly told: Pick<ApplyListed, 'anew' | 'entries'>;
};

/** What was in force before and is not, and the other way round, is told to the dialer alike. */
export async function updateSuppressionList(
  db: Queryable,
  site: SiteId,
  id: string,
  version: number,
  body: SuppressionListBody,
): Promise<Outcome<Changed<SuppressionListRow>>> {
  const before = await scopesOfList(db, site, id);
  const changed = await db.query(
    `update suppression_lists
     set name = $4, list_id = $5, for_campaigns = $6, in_force = $7, ends_at = $8,
       version = version + 1
     where site = $1 and id = $2 and version = $3`,
    [site, id, version, ...columnsOfList(body)],
  );
  if (changed.rowCount === 0) {
    return fail(await missingOrChanged(db, 'suppression_lists', site, id));
  }
  await replaceCampaigns(db, site, id, body);
  const after = await scopesOfList(db, site, id);
  const scopes = [
    ...new Map([...before, ...after].map((each) => [scopeText(each), each])).values(),
  ];
  const value = await oneList(db, site, id);
  return ok({ value, told: await heardAnew(db, site, scopes) });
}

/** Whose calls its entries were against; they go with it. */
export async function deleteSuppressionList(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<{ readonly scopes: readonly SuppressionScope[]; readonly entries: number }>> {
  // The removal would wait for it, and for every row that it brings.
  const running = await db.query(
    `select from imports where site = $1 and suppression_list_id = $2 and state = 'running'`,
    [site, id],
  );
  if (running.rowCount !== 0) return fail(refusal('IMPORT_BUSY'));
  const scopes = await scopesOfList(db, site, id);
  const entries = await db.query(
    'delete from suppression_entries where site = $1 and suppression_list_id = $2',
    [site, id],
  );
  const gone = await db.query('delete from suppression_lists where site = $1 and id = $2', [
    site,
    id,
  ]);
  if (gone.rowCount === 0) return fail(refusal('NOT_FOUND'));
  return ok({ scopes, entries: entries.rowCount ?? 0 });
}

/**
 * After a change that is committed, or in its transaction between the leases: who is leased from
 * then on is leased by what holds now, so whoever is leased already is all there is to tell.
 */
export async function heardAnew(
  db: Queryable,
  site: SiteId,
  anew: readonly SuppressionScope[],
): Promise<Pick<ApplyListed, 'anew' | 'entries'>> {
  await betweenLeases(db, site);
  await forgetLeftOut(db, site, campaignsOf(anew));
  return { anew, entries: await allInHand(db, site, anew) };
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
     order by 3, 4
     on conflict (site, suppression_list_id, kind, value) do update
       set ends_at = excluded.ends_at,
         reason = coalesce(nullif(excluded.reason, ''), e.reason)`,
    [site, id, ...columnsOf(keys), endsAt, storable(reason), by],
  );
  const scopes = await scopesOfList(db, site, id);
  await forgetLeftOut(db, site, campaignsOf(scopes));
  return ok(await standingInHand(db, site, scopes, keys));
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
  const scopes = await scopesOfList(db, site, id);
  await forgetLeftOut(db, site, campaignsOf(scopes));
  return ok(await noLongerListed(db, site, scopes, keys));
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
  const text = 'select from suppression_lists where site = $1 and id = $2 for no key update';
  return (await db.query(text, [site, id])).rowCount !== 0;
}
