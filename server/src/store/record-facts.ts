import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { FieldValue } from '@outpace/engine/calling-lists/record.ts';
import type { Queryable } from './queryable.ts';

/** What a text may say of a record beside what the call itself knows. */
export type RecordFacts = {
  readonly customerId: string | null;
  readonly listId: string;
  readonly listName: string;
  /** IANA zone of the person. */
  readonly zone: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
};

export async function recordFacts(
  db: Queryable,
  site: SiteId,
  recordId: string,
): Promise<RecordFacts | undefined> {
  const found = await db.query<RecordFacts>(
    `select c.customer_id as "customerId", l.id as "listId", l.name as "listName", r.zone, r.fields
     from records r
     join chains c on c.site = r.site and c.id = r.chain_id
     join calling_lists l on l.site = r.site and l.id = r.list_id
     where r.site = $1 and r.id = $2`,
    [site, recordId],
  );
  return found.rows[0];
}
