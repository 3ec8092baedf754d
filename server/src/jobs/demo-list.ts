import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { CONTACT_TYPES } from '@outpace/engine/calling-lists/record.ts';
import type { Queryable } from '../store/queryable.ts';
import type { DemoContact } from './demo-contacts.ts';

/** The whole day, seconds since midnight, so that the demo works at any hour. */
export const DEMO_WINDOW = { from: 0, till: 86_400 } as const;

/** Puts persons into a calling list, ready to be dialed: one statement for each table. */
export async function fillDemoList(
  db: Queryable,
  site: SiteId,
  listId: string,
  contacts: readonly DemoContact[],
): Promise<void> {
  const windows = await windowsOf(db, contacts);
  const ids = await chainIds(db, contacts.length);
  await db.query(
    `insert into chains (site, id, list_id, contact_name, customer_id)
     overriding system value
     select $1, id, $2, name, customer_id
     from unnest($3::bigint[], $4::text[], $5::text[]) as c (id, name, customer_id)`,
    [
      site,
      listId,
      ids,
      contacts.map((contact) => contact.name),
      contacts.map((contact) => contact.customerId),
    ],
  );
  const records = contacts.flatMap((contact, index) =>
    contact.phones.map((phone, chainN) => ({
      ...phone,
      chainId: ids[index],
      chainN,
      contactType: CONTACT_TYPES.indexOf(phone.kind),
      windowId: must(windows.get(phone.zone), `the window of ${phone.zone}`),
      fields: JSON.stringify(contact.fields),
    })),
  );
  await db.query(
    `insert into records (site, chain_id, list_id, chain_n, phone, contact_type, zone,
       daily_from, daily_till, window_id, fields)
     select $1, chain_id, $2, chain_n, phone, contact_type, zone, $3, $4, window_id, fields
     from unnest($5::bigint[], $6::int[], $7::text[], $8::smallint[], $9::text[], $10::int[],
       $11::jsonb[]) as r (chain_id, chain_n, phone, contact_type, zone, window_id, fields)`,
    [
      site,
      listId,
      DEMO_WINDOW.from,
      DEMO_WINDOW.till,
      records.map((record) => record.chainId),
      records.map((record) => record.chainN),
      records.map((record) => record.phone),
      records.map((record) => record.contactType),
      records.map((record) => record.zone),
      records.map((record) => record.windowId),
      records.map((record) => record.fields),
    ],
  );
  await db.query(
    `insert into dial_queue (site, chain_id, list_id, window_id)
     select r.site, r.chain_id, r.list_id, r.window_id
     from records r where r.site = $1 and r.list_id = $2 and r.chain_n = 0`,
    [site, listId],
  );
}

/** The row of `callable_windows` for every zone that occurs. */
async function windowsOf(
  db: Queryable,
  contacts: readonly DemoContact[],
): Promise<ReadonlyMap<string, number>> {
  const zones = [...new Set(contacts.flatMap((contact) => contact.phones.map(({ zone }) => zone)))];
  const values = [zones, DEMO_WINDOW.from, DEMO_WINDOW.till];
  await db.query(
    `insert into callable_windows (zone, daily_from, daily_till)
     select zone, $2, $3 from unnest($1::text[]) as z (zone) on conflict do nothing`,
    values,
  );
  const found = await db.query<{ readonly zone: string; readonly id: number }>(
    `select zone, id from callable_windows
     where zone = any($1) and daily_from = $2 and daily_till = $3`,
    values,
  );
  return new Map(found.rows.map((row) => [row.zone, row.id]));
}

/** Drawn first, because the rows that an insert returns come in no promised order. */
async function chainIds(db: Queryable, count: number): Promise<readonly string[]> {
  const drawn = await db.query<{ readonly id: string }>(
    `select nextval(pg_get_serial_sequence('chains', 'id'))::text as id
     from generate_series(1, $1)`,
    [count],
  );
  return drawn.rows.map((row) => row.id);
}
