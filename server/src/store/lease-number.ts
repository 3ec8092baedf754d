import { type ChainId, chainId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { QUEUE_RANKS } from '@outpace/engine/calling-lists/queue-rank.ts';
import { CONTACT_TYPES, RECORD_TYPES } from '@outpace/engine/calling-lists/record.ts';
import { isNumberSuppressed } from '@outpace/engine/calling-lists/suppression.ts';
import type { NumberFound } from '@outpace/engine/event.ts';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { zoneOfNumber } from '../jobs/import-zone.ts';
import type { ActionOf } from '../ports.ts';
import { chainsOf } from './chain-rows.ts';
import { endExpiredLeases, oneLeaseAtATime, sinceOf } from './lease-chains.ts';
import type { Ownership, Statements } from './ownership.ts';
import { suppressedOfKeys } from './suppression-facts.ts';
import { toTimestamp } from './timestamps.ts';

type Order = ActionOf<'lease-number'>;

/**
 * Leases the chain of a number that an agent wants to call, whatever its due time and state; the
 * campaign's lists in their order. A number of none of them becomes a chain of the first, closed
 * from the beginning, so that the dialer never takes it.
 */
export async function leaseNumber(
  statements: Statements,
  ownership: Ownership,
  order: Order,
  at: Instant,
): Promise<NumberFound> {
  const { site } = ownership;
  await oneLeaseAtATime(statements, site);
  await endExpiredLeases(statements, site, at);
  const [row] = await statements.run<FoundRow>('find-number', FIND, [
    site,
    order.phone,
    order.listIds,
    order.held ?? null,
    order.groupId,
    order.agentId,
  ]);
  const customerIds = row?.customer_ids ?? [];
  const facts = await suppressedOfKeys(statements, site, order.phone, customerIds, order);
  if (isNumberSuppressed(order, customerIds, facts)) return { kind: 'suppressed' };
  if (row?.in_use) return { kind: 'in-use' };
  const known = row?.chain_id ?? undefined;
  const id = known === undefined ? await newChain(statements, site, order) : chainId(known);
  // Only a campaign without any list has no place for it.
  if (id === undefined) return { kind: 'in-use' };
  await statements.run('lease-number', LEASE, [
    site,
    id,
    order.groupId,
    ownership.epoch,
    toTimestamp(order.until),
  ]);
  const since = sinceOf(order.pastMs, at);
  const { until: leaseUntil, campaignId } = order;
  const asked = { leaseUntil, campaignId, pastSince: since };
  const [chain] = await chainsOf(statements, site, [id], asked);
  return chain === undefined ? { kind: 'in-use' } : { kind: 'chain', chain };
}

type FoundRow = {
  readonly customer_ids: readonly string[];
  readonly in_use: boolean;
  readonly chain_id: string | null;
};

const PERSONAL = [
  RECORD_TYPES.indexOf('personal-callback'),
  RECORD_TYPES.indexOf('personal-rescheduled'),
];

// The one in hand; else one that still waits before one that is closed. What is promised in another
// group, or to another agent of this one, is in use: that promise is kept by whoever made it.
const FIND = `
  with found as materialized (
    select c.id, c.customer_id, c.state, array_position($3::text[], r.list_id) as list_n,
      exists (
        select from leases l
        where l.site = $1 and l.chain_id = c.id
      ) or c.promised_in <> $5 or (c.promised_in is not null and exists (
        select from records o
        where o.site = $1 and o.chain_id = c.id and o.chain_n = c.place
          and o.record_type in (${PERSONAL.join()}) and o.agent_id <> $6
      )) as in_use
    from records r join chains c on c.site = r.site and c.id = r.chain_id
    where r.site = $1 and r.phone = $2 and r.list_id = any ($3::text[])
  )
  select
    array(select distinct customer_id from found where customer_id is not null) as customer_ids,
    exists (select from found where in_use and id is distinct from $4::bigint) as in_use,
    (select id from found order by id is not distinct from $4::bigint desc,
      state = 'ready' desc, list_n, id limit 1) as chain_id`;

async function newChain(
  statements: Statements,
  site: string,
  { phone, listIds }: Order,
): Promise<ChainId | undefined> {
  const [listId] = listIds;
  const read = parsePhoneNumberFromString(phone);
  const zone =
    read === undefined ? undefined : zoneOfNumber(read.countryCallingCode, read.nationalNumber);
  const values = [site, listId ?? null, phone, zone ?? null];
  const [row] = await statements.run<{ chain_id: string }>('new-number', NEW, values);
  return row === undefined ? undefined : chainId(row.chain_id);
}

const NONE = CONTACT_TYPES.indexOf('none');
const UNKNOWN = RECORD_TYPES.indexOf('unknown');

// The update that changes nothing makes a window that is there already come back as well.
const NEW = `
  with list as materialized (
    select id, coalesce($4::text, default_zone) as zone, daily_from, daily_till
    from calling_lists where site = $1 and id = $2
  ), callable as (
    insert into callable_windows as w (zone, daily_from, daily_till)
    select zone, daily_from, daily_till from list
    on conflict (zone, daily_from, daily_till) do update set zone = w.zone
    returning w.id
  ), chain as (
    insert into chains (site, list_id, state) select $1, id, 'closed' from list returning id
  )
  insert into records (site, chain_id, list_id, phone, contact_type, record_type, zone,
    daily_from, daily_till, window_id)
  select $1, chain.id, list.id, $3, ${NONE}, ${UNKNOWN}, list.zone, list.daily_from,
    list.daily_till, callable.id
  from list, chain, callable
  returning chain_id`;

const LEASE = `
  with unqueued as (
    delete from dial_queue where site = $1 and chain_id = $2::bigint returning rank
  )
  insert into leases (site, chain_id, group_id, epoch, until, rank)
  select $1, $2::bigint, $3, $4::bigint, $5::timestamptz,
    coalesce((select rank from unqueued), ${QUEUE_RANKS.general})
  on conflict (site, chain_id) do update
    set group_id = excluded.group_id, epoch = excluded.epoch, until = excluded.until`;
