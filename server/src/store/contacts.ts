import type { AgentId, ChainId, SiteId } from '@outpace/engine/basics/ids.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { CONTACT_TYPES } from '@outpace/engine/calling-lists/record.ts';
import type { ContactPage, MyHistory } from '@outpace/protocol/contacts.ts';
import { contactFields, type StoredContact } from './contact-details.ts';
import { callResultOf } from './contact-history.ts';
import type { Queryable } from './queryable.ts';
import { HAS_RECORDING } from './recordings.ts';
import { isoText, msBetween } from './sql-text.ts';
import { suppressedInList } from './suppression-facts.ts';

type Person = Omit<ContactPage, 'fields' | 'numbers'> & StoredContact;
type Telephone = ContactPage['numbers'][number];
type Mine = MyHistory['interactions'][number];

/** The person behind a chain, and every number of theirs. */
export async function contactPage(
  db: Queryable,
  site: SiteId,
  chainId: ChainId,
): Promise<ContactPage | undefined> {
  const found = await db.query<Person>(
    `select c.id::text as "chainId", c.contact_name as name, c.details, c.version,
       c.customer_id as "customerId", l.name as "listName", c.state,
       ${isoText('c.due_at')} as "dueAt"
     from chains c join calling_lists l on l.site = c.site and l.id = c.list_id
     where c.site = $1 and c.id = $2`,
    [site, chainId],
  );
  const row = found.rows[0];
  if (row === undefined) return undefined;
  const { name, details, ...person } = row;
  return {
    ...person,
    fields: contactFields({ name, details }),
    numbers: await numbersOf(db, site, chainId, person.customerId),
  };
}

const SUPPRESSED = suppressedInList({
  site: 'r.site',
  phone: 'r.phone',
  customerId: '$3',
  listId: 'r.list_id',
});

async function numbersOf(
  db: Queryable,
  site: SiteId,
  chainId: ChainId,
  customerId: string | null,
): Promise<Telephone[]> {
  const found = await db.query<
    Omit<Telephone, 'contactType' | 'callResult'> & {
      readonly contactType: number;
      readonly callResult: number;
    }
  >(
    `select r.id::text as "recordId", r.phone, r.contact_type as "contactType", r.zone,
       r.attempts, r.call_result as "callResult", ${isoText('r.called_at')} as "calledAt",
       ${SUPPRESSED} as suppressed,
       r.fields
     from records r where r.site = $1 and r.chain_id = $2 order by r.chain_n`,
    [site, chainId, customerId],
  );
  return found.rows.map((row) => ({
    ...row,
    contactType: CONTACT_TYPES[row.contactType] ?? 'none',
    callResult: CALL_RESULTS[row.callResult] ?? 'unknown',
  }));
}

/** Whether this agent has or had an interaction with the person: the right to see them. */
export async function hasMet(
  db: Queryable,
  site: SiteId,
  agentId: AgentId,
  chainId: ChainId,
): Promise<boolean> {
  const found = await db.query(
    `select 1 from interactions where site = $1 and chain_id = $2 and agent_id = $3 limit 1`,
    [site, chainId, agentId],
  );
  return found.rowCount !== 0;
}

/** An agent's own interactions, newest first, at most 200. */
export async function historyOfAgent(
  db: Queryable,
  site: SiteId,
  agentId: AgentId,
): Promise<MyHistory> {
  const found = await db.query<Omit<Mine, 'callResult'> & { readonly callResult: number | null }>(
    `select i.id as "interactionId", i.chain_id::text as "chainId",
       ${isoText('i.opened_at')} as at, coalesce(h.contact_name, '') as "contactName",
       coalesce(a.phone, '') as phone, coalesce(c.name, '') as "campaignName",
       coalesce(i.call_result, a.call_result) as "callResult",
       i.disposition_code as "dispositionCode",
       ${msBetween('i.connected_at', 'i.ended_at')} as "talkMs", i.note,
       array(
         select r.attempt_id from recordings r
         join interactions o on o.site = r.site and o.id = r.interaction_id
         where r.site = i.site and r.interaction_id = i.id and ${HAS_RECORDING}
         order by r.started_at, r.attempt_id
       ) as recordings
     from interactions i
     left join attempts a on a.site = i.site and a.id = i.attempt_id
     left join chains h on h.site = i.site and h.id = i.chain_id
     left join campaigns c on c.site = i.site and c.id = i.campaign_id
     where i.site = $1 and i.agent_id = $2 order by i.opened_at desc, i.id desc limit 200`,
    [site, agentId],
  );
  return {
    interactions: found.rows.map((row) => ({ ...row, callResult: callResultOf(row.callResult) })),
  };
}
