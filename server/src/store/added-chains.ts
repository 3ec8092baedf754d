import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { RANK_OF_TYPE } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { ContactType, FieldValue } from '@outpace/engine/calling-lists/record.ts';
import { CONTACT_TYPES, RECORD_TYPES } from '@outpace/engine/calling-lists/record.ts';
import type { NewChainAnswer } from '@outpace/protocol/new-chains.ts';
import { addAudit } from './audit.ts';
import type { Queryable } from './queryable.ts';
import { QUEUE_REQUEUED } from './queue-rows.ts';
import { storable, storableJson } from './storable.ts';
import { suppressedInList } from './suppression-facts.ts';
import { toTimestampOrNull } from './timestamps.ts';
import type { Outcome } from './transaction.ts';

/** One number of somebody who comes into a list. */
export type NewNumber = {
  readonly phone: PhoneNumber;
  readonly contactType: ContactType;
  readonly zone: string;
  readonly dailyFrom: number;
  readonly dailyTill: number;
};

/** A person who may come into a list, as the list has it. */
export type NewChain = {
  readonly contactName: string;
  readonly customerId: string | undefined;
  readonly numbers: readonly NewNumber[];
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Not called before; undefined: now. */
  readonly dueAt: Instant | undefined;
};

/** A person who is to come into a list. */
export type ChainToAdd = NewChain & {
  readonly listId: string;
  /** Ids of the calling windows of the numbers, in their order. */
  readonly windows: readonly number[];
  /** Of whoever asks: the same key is the same person. Undefined: each asking is another one. */
  readonly key: string | undefined;
  readonly by: string;
  /** Why a number may not come in; asked while nobody else adds to the list. */
  readonly repeated: (db: Queryable) => Promise<string | undefined>;
};

export type AddedChain = NewChainAnswer & { readonly isNew: boolean };

/** Adds a person to a list, to be called in their turn. In a transaction of the caller's. */
export async function addChain(
  db: Queryable,
  site: SiteId,
  chain: ChainToAdd,
): Promise<Outcome<AddedChain>> {
  const { listId, key, by } = chain;
  // Who adds the same number at the same moment waits here, and is refused then. Dialing and
  // imports do not wait for this lock.
  const list = await db.query(
    'select from calling_lists where site = $1 and id = $2 for no key update',
    [site, listId],
  );
  if (list.rowCount === 0) return fail(refusal('NOT_FOUND'));
  const before = key === undefined ? undefined : await addedUnder(db, site, listId, key);
  if (before !== undefined) return ok({ ...before, isNew: false });
  const repeated = await chain.repeated(db);
  if (repeated !== undefined) return fail(refusal('NUMBER_LISTED', repeated));
  const suppressed = await suppressedNumber(db, site, chain);
  if (suppressed !== undefined) return fail(refusal('NUMBER_SUPPRESSED', suppressed));
  const added = await insertChain(db, site, chain);
  const { chainId } = added;
  if (key !== undefined) {
    // A key of somebody who is not in the list any more is free again.
    await db.query(
      `insert into added_chains (site, list_id, key, chain_id) values ($1, $2, $3, $4)
       on conflict (site, list_id, key) do update
         set chain_id = excluded.chain_id, added_at = excluded.added_at`,
      [site, listId, storable(key), chainId],
    );
  }
  const detail = { listId, numbers: chain.numbers.length };
  await addAudit(db, site, { by, what: 'chain-added', subject: chainId, detail });
  return ok({ ...added, isNew: true });
}

async function addedUnder(
  db: Queryable,
  site: SiteId,
  listId: string,
  key: string,
): Promise<NewChainAnswer | undefined> {
  const found = await db.query<NewChainAnswer>(
    `select a.chain_id::text as "chainId",
       array_agg(r.id::text order by r.chain_n) as "recordIds"
     from added_chains a join records r on r.site = a.site and r.chain_id = a.chain_id
     where a.site = $1 and a.list_id = $2 and a.key = $3 group by a.chain_id`,
    [site, listId, storable(key)],
  );
  return found.rows[0];
}

/** Whoever may call it: a number that only some campaigns pass over comes in. */
async function suppressedNumber(
  db: Queryable,
  site: SiteId,
  { numbers, customerId, listId }: ChainToAdd,
): Promise<string | undefined> {
  const of = { site: '$1', phone: 'given.phone', customerId: '$3', listId: '$4' };
  const found = await db.query<{ readonly phone: string }>(
    `select given.phone from unnest($2::text[]) with ordinality as given (phone, place)
     where ${suppressedInList(of)} order by given.place limit 1`,
    [site, numbers.map(({ phone }) => phone), storable(customerId ?? ''), listId],
  );
  return found.rows[0]?.phone;
}

async function insertChain(
  db: Queryable,
  site: SiteId,
  { contactName, customerId, listId, dueAt, numbers, windows, fields }: ChainToAdd,
): Promise<NewChainAnswer> {
  const person = [storable(contactName), customerId === undefined ? null : storable(customerId)];
  const chains = await db.query<{ readonly id: string }>(
    `insert into chains (site, list_id, contact_name, customer_id, due_at)
     values ($1, $2, $3, $4, coalesce($5::timestamptz, '-infinity')) returning id::text`,
    [site, listId, ...person, toTimestampOrNull(dueAt)],
  );
  const chainId = chains.rows[0]?.id ?? '';
  const type = typeOf(dueAt);
  const records = await db.query<{ readonly id: string }>(
    `insert into records (site, list_id, chain_id, chain_n, phone, contact_type, zone,
       daily_from, daily_till, window_id, record_type, fields)
     select $1, $2, $3, n.place - 1, n.phone, n.contact_type, n.zone, n.daily_from, n.daily_till,
       n.window_id, case n.place when 1 then $4 else ${RECORD_TYPES.indexOf('general')} end, $5
     from unnest($6::text[], $7::int[], $8::text[], $9::int[], $10::int[], $11::int[])
       with ordinality as n (phone, contact_type, zone, daily_from, daily_till, window_id, place)
     order by n.place returning id::text`,
    [
      ...[site, listId, chainId, RECORD_TYPES.indexOf(type), storableJson(fields)],
      numbers.map(({ phone }) => phone),
      numbers.map(({ contactType }) => CONTACT_TYPES.indexOf(contactType)),
      numbers.map(({ zone }) => zone),
      numbers.map(({ dailyFrom }) => dailyFrom),
      numbers.map(({ dailyTill }) => dailyTill),
      windows,
    ],
  );
  await db.query(
    `with requeued as (select $2::bigint as chain_id, $3::smallint as rank) ${QUEUE_REQUEUED}`,
    [site, chainId, RANK_OF_TYPE[type]],
  );
  return { chainId, recordIds: records.rows.map(({ id }) => id) };
}

/** Who waits for a moment is not behind the list when it comes. */
const typeOf = (dueAt: Instant | undefined): 'general' | 'campaign-rescheduled' =>
  dueAt === undefined ? 'general' : 'campaign-rescheduled';
