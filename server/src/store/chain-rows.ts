import { must } from '@outpace/engine/basics/assert.ts';
import {
  agentId,
  type CampaignId,
  type ChainId,
  callingListId,
  chainId,
  recordId,
  type SiteId,
} from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import {
  type CallingRecord,
  CONTACT_TYPES,
  type FieldValue,
  RECORD_STATUSES,
  RECORD_TYPES,
} from '@outpace/engine/calling-lists/record.ts';
import { isNamed } from '@outpace/engine/calling-lists/suppression.ts';
import type { TreatmentPosition } from '@outpace/engine/calling-lists/treatment.ts';
import type { Statements } from './ownership.ts';
import { pastAttempts } from './past-attempts.ts';
import { storedPhone } from './stored-phone.ts';
import { type Suppressed, suppressedOfChains } from './suppression-facts.ts';
import { type Timestamp, toInstant, toInstantOrUndefined } from './timestamps.ts';

type ChainRow = {
  readonly id: string;
  readonly list_id: string;
  readonly list_name: string;
  readonly contact_name: string;
  readonly customer_id: string | null;
  readonly state: 'ready' | 'closed';
  readonly place: number;
  readonly treatment: TreatmentPosition | null;
  readonly due_at: Timestamp;
};

export type RecordRow = {
  readonly id: string;
  readonly chain_id: string;
  readonly chain_n: number;
  readonly phone: string;
  readonly contact_type: number;
  readonly record_type: number;
  readonly record_status: number;
  readonly call_result: number;
  readonly attempts: number;
  readonly zone: string;
  readonly daily_from: number;
  readonly daily_till: number;
  readonly called_at: Timestamp | null;
  readonly agent_id: string | null;
  readonly fields: Readonly<Record<string, FieldValue>>;
};

/** Until when they are leased, and what is asked of them besides. */
type ChainsAsked = {
  readonly leaseUntil: Instant;
  /** For whose calls; undefined: nobody's in particular. */
  readonly campaignId?: CampaignId | undefined;
  /** They bring the attempts from then on, where somebody counts them. */
  readonly pastSince?: Instant | undefined;
};

/** Whole chains in the order of `ids`; one that is gone, or has no records, is left out. */
export const chainsOf = async (
  statements: Statements,
  site: SiteId,
  ids: readonly ChainId[],
  asked: ChainsAsked,
): Promise<readonly Chain[]> => (await chainsWithFacts(statements, site, ids, asked)).chains;

/** The same, with everything that is suppressed of their numbers and persons. */
export async function chainsWithFacts(
  statements: Statements,
  site: SiteId,
  ids: readonly ChainId[],
  { leaseUntil, campaignId, pastSince }: ChainsAsked,
): Promise<{ readonly chains: readonly Chain[]; readonly suppressed: Suppressed }> {
  if (ids.length === 0) return { chains: [], suppressed: new Map() };
  const chains = await statements.run<ChainRow>('chains', CHAINS, [site, ids]);
  const records = new Map<string, CallingRecord[]>();
  for (const row of await statements.run<RecordRow>('records-of-chains', RECORDS, [site, ids])) {
    const found = records.get(row.chain_id);
    if (found === undefined) records.set(row.chain_id, [recordOf(row)]);
    else found.push(recordOf(row));
  }
  const suppressed = await suppressedOfChains(statements, site, ids, { campaignId });
  const past =
    pastSince === undefined ? undefined : await pastAttempts(statements, site, ids, pastSince);
  const rows = new Map(chains.map((row) => [row.id, row]));
  const found = ids.flatMap((id) => {
    const row = rows.get(id);
    const own = records.get(id);
    if (row === undefined || own === undefined) return [];
    const chain = withSuppressed(chainOf(row, own, leaseUntil), suppressed, campaignId);
    return [past === undefined ? chain : { ...chain, past: past.get(id) ?? [] }];
  });
  return { chains: found, suppressed };
}

const CHAINS = `
  select c.id, c.list_id, l.name as list_name, c.contact_name, c.customer_id, c.state, c.place,
    c.treatment, c.due_at
  from chains c join calling_lists l on l.site = c.site and l.id = c.list_id
  where c.site = $1 and c.id = any ($2::bigint[])`;

const RECORDS = `
  select id, chain_id, chain_n, phone, contact_type, record_type, record_status, call_result,
    attempts, zone, daily_from, daily_till, called_at, agent_id, fields
  from records where site = $1 and chain_id = any ($2::bigint[])
  order by chain_id, chain_n`;

function chainOf(row: ChainRow, records: readonly CallingRecord[], leaseUntil: Instant): Chain {
  return {
    id: chainId(row.id),
    listId: callingListId(row.list_id),
    listName: row.list_name,
    contactName: row.contact_name,
    customerId: row.customer_id ?? undefined,
    records,
    position: row.place,
    treatment: row.treatment ?? undefined,
    dueAt: toInstant(row.due_at),
    leaseUntil,
    // Leased although it is closed: by an agent's manual call.
    ...(row.state === 'closed' && { isClosed: true }),
  };
}

/** A customer who is suppressed is not leased at all: what comes with a chain are numbers. */
function withSuppressed(
  chain: Chain,
  facts: Suppressed,
  campaignId: CampaignId | undefined,
): Chain {
  const numbers = { ...chain, customerId: undefined };
  const suppressed = chain.records
    .filter((record) => isNamed(numbers, record, facts, campaignId))
    .map(({ phone }) => phone);
  return suppressed.length === 0 ? chain : { ...chain, suppressed };
}

/** Also for whoever else reads rows of a calling list. */
export function recordOf(row: RecordRow): CallingRecord {
  return {
    id: recordId(row.id),
    chainN: row.chain_n,
    phone: storedPhone(row.phone, `the phone number of record ${row.id}`),
    contactType: must(CONTACT_TYPES[row.contact_type], `contact type ${row.contact_type}`),
    type: must(RECORD_TYPES[row.record_type], `record type ${row.record_type}`),
    status: must(RECORD_STATUSES[row.record_status], `record status ${row.record_status}`),
    callResult: must(CALL_RESULTS[row.call_result], `call result ${row.call_result}`),
    attempts: row.attempts,
    zone: row.zone,
    dailyFrom: row.daily_from,
    dailyTill: row.daily_till,
    calledAt: toInstantOrUndefined(row.called_at),
    agentId: row.agent_id === null ? undefined : agentId(row.agent_id),
    fields: row.fields,
  };
}
