import {
  type AgentId,
  type CampaignGroupId,
  type ChainId,
  recordId,
  type SiteId,
} from '@outpace/engine/basics/ids.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import type { CallbackRules } from '@outpace/engine/calling-lists/callback.ts';
import { USUAL_CALLBACK_RULES } from '@outpace/engine/calling-lists/callback.ts';
import { RECORD_TYPES, type RecordType } from '@outpace/engine/calling-lists/record.ts';
import type { CallbackAgent, CallbackRow } from '@outpace/protocol/callbacks.ts';
import type { Queryable } from './queryable.ts';

/** A promise as it is kept; how it stands depends on the hour. */
export type StoredCallback = Omit<CallbackRow, 'standing' | 'isWorkedOn' | 'dueAt'> & {
  readonly dueAt: ReturnType<typeof instant>;
  readonly rules: Pick<CallbackRules, 'waitMs'>;
};

type Row = Omit<CallbackRow, 'standing' | 'isWorkedOn' | 'dueAt' | 'kind' | 'promisedBy'> & {
  readonly recordType: number;
  readonly agentId: AgentId | null;
  readonly agentName: string | null;
  readonly dueMs: number;
  readonly waitMs: number | null;
};

const numberOf = (type: RecordType): number => RECORD_TYPES.indexOf(type);
const PERSONAL = [numberOf('personal-callback'), numberOf('personal-rescheduled')];
const PROMISES = [...PERSONAL, numberOf('campaign-callback')];

/** More than anybody can call back: from here on the oldest promises are listed. */
const LISTED_MAX = 500;

/** What this agent has promised and not kept yet. */
export const callbacksOfAgent = (
  db: Queryable,
  site: SiteId,
  agentId: AgentId,
): Promise<readonly StoredCallback[]> => listed(db, OF_AGENT, [site, agentId]);

/** What anybody of the site has promised: in the queue, or in hand. */
export const callbacksOfSite = (db: Queryable, site: SiteId): Promise<readonly StoredCallback[]> =>
  listed(db, OF_SITE, [site]);

async function listed(
  db: Queryable,
  candidates: string,
  values: readonly unknown[],
): Promise<readonly StoredCallback[]> {
  const found = await db.query<Row>(`${candidates} ${LIST}`, [...values]);
  return found.rows.map(({ recordType, agentId, agentName, dueMs, waitMs, ...row }) => ({
    ...row,
    kind: PERSONAL.includes(recordType) ? 'personal' : 'campaign',
    promisedBy: agentId === null ? null : { agentId, name: agentName ?? agentId },
    dueAt: instant(dueMs),
    rules: waitMs === null ? USUAL_CALLBACK_RULES : { waitMs: millis(waitMs) },
    numbers: row.numbers.map((each) => ({ ...each, recordId: recordId(each.recordId) })),
  }));
}

const OF_AGENT = `
  with candidate as (
    select chain_id from records where site = $1 and agent_id = $2
      and record_type in (${PROMISES.join()})
  ), mine as (select $2::text as agent_id)`;

const OF_SITE = `
  with candidate as (
    select chain_id from dial_queue where site = $1 and promised_in is not null
    union all
    select l.chain_id from leases l join chains c on c.site = l.site and c.id = l.chain_id
    where l.site = $1 and c.promised_in is not null
  ), mine as (select null::text as agent_id)`;

// Only the record that is called next is the promise; what is settled already is closed.
const LIST = `
  select c.id::text as "chainId", c.contact_name as "contactName",
    p.name as "campaignName",
    r.record_type as "recordType", r.agent_id as "agentId", u.display_name as "agentName",
    (extract(epoch from c.due_at) * 1000)::float8 as "dueMs", r.zone,
    (p.settings -> 'callbacks' ->> 'waitMs')::float8 as "waitMs",
    r.id::text as "recordId", r.phone,
    (
      select json_agg(json_build_object('recordId', n.id::text, 'phone', n.phone)
        order by n.chain_n)
      from records n where n.site = c.site and n.chain_id = c.id
    ) as numbers
  from chains c
  join records r on r.site = c.site and r.chain_id = c.id and r.chain_n = c.place
  left join users u on u.site = r.site and u.id = r.agent_id
  left join campaign_groups g on g.site = c.site and g.id = c.promised_in
  left join campaigns p on p.site = g.site and p.id = g.campaign_id
  where c.site = $1 and c.id in (select chain_id from candidate) and c.state = 'ready'
    and r.record_type in (${PROMISES.join()}) and c.due_at > '-infinity'
    and r.agent_id is not distinct from coalesce((select agent_id from mine), r.agent_id)
  order by c.due_at, c.id limit ${LISTED_MAX}`;

/** The group that this promise was made in; undefined: nothing is promised there. */
export async function promisingGroup(
  db: Queryable,
  site: SiteId,
  chainId: ChainId,
): Promise<CampaignGroupId | undefined> {
  const found = await db.query<{ readonly groupId: CampaignGroupId }>(
    `select promised_in as "groupId" from chains
     where site = $1 and id = $2 and promised_in is not null`,
    [site, chainId],
  );
  return found.rows[0]?.groupId;
}

/** The agents who work for a campaign group, by name. */
export async function agentsOfGroup(
  db: Queryable,
  site: SiteId,
  groupId: CampaignGroupId,
): Promise<readonly CallbackAgent[]> {
  const found = await db.query<CallbackAgent>(
    `select u.id as "agentId", u.display_name as name
     from campaign_groups g
     join agent_group_members m on m.site = g.site and m.agent_group_id = g.agent_group_id
     join users u on u.site = m.site and u.id = m.user_id
     where g.site = $1 and g.id = $2 and u.active and u.role = 'agent'
     order by u.display_name, u.id`,
    [site, groupId],
  );
  return found.rows;
}
