import { must } from '@outpace/engine/basics/assert.ts';
import type { ChainId, SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import {
  CONTACT_TYPES,
  RECORD_STATUSES,
  RECORD_TYPES,
} from '@outpace/engine/calling-lists/record.ts';
import type {
  CallingListBody,
  CallingListRow,
  ListField,
  ListRecord,
  ListRecords,
} from '@outpace/protocol/calling-lists.ts';
import { refitSelection } from './list-selections.ts';
import type { Queryable } from './queryable.ts';
import { isoText } from './sql-text.ts';
import type { Outcome } from './transaction.ts';
import { missingOrChanged } from './versioned.ts';

/*
 * The counts come from indexes alone: `chains_by_name` for the persons, `dial_queue_next` for the
 * open ones. A leased chain has left the queue and is still open, so leases are added.
 */
const SELECT = `select l.id, l.name, l.default_country as "defaultCountry",
    l.default_zone as "defaultZone", l.daily_from as "dailyFrom", l.daily_till as "dailyTill",
    l.fields, l.version,
    (select count(*)::int from chains c where c.site = l.site and c.list_id = l.id) as chains,
    (select count(*)::int from dial_queue q where q.site = l.site and q.list_id = l.id)
      + (select count(*)::int from leases s
         join chains c on c.site = s.site and c.id = s.chain_id
         where s.site = l.site and c.list_id = l.id and c.state = 'ready') as open
  from calling_lists l`;

export async function allCallingLists(db: Queryable, site: SiteId): Promise<CallingListRow[]> {
  const found = await db.query<CallingListRow>(`${SELECT} where l.site = $1 order by l.name`, [
    site,
  ]);
  return found.rows;
}

export async function callingListRow(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<CallingListRow>> {
  const found = await db.query<CallingListRow>(`${SELECT} where l.site = $1 and l.id = $2`, [
    site,
    id,
  ]);
  const row = found.rows[0];
  return row === undefined ? fail(refusal('NOT_FOUND')) : ok(row);
}

/** For a list that is to be made: short, after those of all lists before it, never given twice. */
export async function newListId(db: Queryable): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    "select 'l' || lpad(nextval('calling_list_ids')::text, 7, '0') as id",
  );
  return must(rows[0], 'the id of a list').id;
}

export async function insertCallingList(
  db: Queryable,
  site: SiteId,
  id: string,
  body: CallingListBody,
): Promise<Outcome<CallingListRow>> {
  await db.query(
    `insert into calling_lists
       (site, id, name, default_country, default_zone, daily_from, daily_till, fields)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [site, id, ...columnsOf(body)],
  );
  return callingListRow(db, site, id);
}

export async function updateCallingList(
  db: Queryable,
  site: SiteId,
  id: string,
  version: number,
  body: CallingListBody,
): Promise<Outcome<CallingListRow>> {
  const refitted = await refitSelection(db, site, id, body.fields);
  if (!refitted.ok) return refitted;
  const changed = await db.query(
    `update calling_lists set name = $4, default_country = $5, default_zone = $6,
       daily_from = $7, daily_till = $8, fields = $9, version = version + 1
     where site = $1 and id = $2 and version = $3`,
    [site, id, version, ...columnsOf(body)],
  );
  if (changed.rowCount === 0) return fail(await missingOrChanged(db, 'calling_lists', site, id));
  return callingListRow(db, site, id);
}

const columnsOf = (body: CallingListBody): readonly unknown[] => [
  body.name,
  body.defaultCountry,
  body.defaultZone,
  body.dailyFrom,
  body.dailyTill,
  JSON.stringify(body.fields),
];

/** With all its records; what was done with them stays. Refused while a campaign dials it. */
export async function deleteCallingList(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<undefined>> {
  const used = await db.query<{ readonly name: string }>(
    `select c.name from campaign_lists l
     join campaigns c on c.site = l.site and c.id = l.campaign_id
     where l.site = $1 and l.list_id = $2 order by c.name limit 1`,
    [site, id],
  );
  const campaign = used.rows[0];
  if (campaign !== undefined) return fail(refusal('IN_USE', `by campaign ${campaign.name}`));
  const gone = await db.query('delete from calling_lists where site = $1 and id = $2', [site, id]);
  return gone.rowCount === 0 ? fail(refusal('NOT_FOUND')) : ok(undefined);
}

/** The custom fields of the list that a chain is in; undefined: there is no such chain. */
export async function fieldsOfChain(
  db: Queryable,
  site: SiteId,
  chainId: ChainId,
): Promise<readonly ListField[] | undefined> {
  const found = await db.query<{ readonly fields: readonly ListField[] }>(
    `select l.fields from chains c
     join calling_lists l on l.site = c.site and l.id = c.list_id
     where c.site = $1 and c.id = $2`,
    [site, chainId],
  );
  return found.rows[0]?.fields;
}

type StoredRecord = Omit<
  ListRecord,
  'contactType' | 'recordType' | 'recordStatus' | 'callResult'
> & {
  readonly contactType: number;
  readonly recordType: number;
  readonly recordStatus: number;
  readonly callResult: number;
};

/** A page of records in the order of their ids. `after` is the last id of the page before. */
export async function recordsOfList(
  db: Queryable,
  site: SiteId,
  page: { readonly listId: string; readonly after: string; readonly limit: number },
): Promise<ListRecords> {
  const found = await db.query<StoredRecord>(
    `select r.id::text as "recordId", r.chain_id::text as "chainId", r.chain_n as "chainN",
       c.contact_name as "contactName", c.customer_id as "customerId", c.state, r.phone,
       r.contact_type as "contactType", r.record_type as "recordType",
       r.record_status as "recordStatus", r.call_result as "callResult", r.attempts, r.zone,
       r.daily_from as "dailyFrom", r.daily_till as "dailyTill",
       ${isoText('r.called_at')} as "calledAt", ${isoText('c.due_at')} as "dueAt", r.fields
     from records r join chains c on c.site = r.site and c.id = r.chain_id
     where r.site = $1 and r.list_id = $2 and r.id > $3 order by r.id limit $4`,
    [site, page.listId, page.after, page.limit],
  );
  const records = found.rows.map(
    (row): ListRecord => ({
      ...row,
      contactType: CONTACT_TYPES[row.contactType] ?? 'none',
      recordType: RECORD_TYPES[row.recordType] ?? 'unknown',
      recordStatus: RECORD_STATUSES[row.recordStatus] ?? 'no-record-status',
      callResult: CALL_RESULTS[row.callResult] ?? 'unknown',
    }),
  );
  const last = records.at(-1);
  return { records, next: records.length < page.limit ? null : (last?.recordId ?? null) };
}
