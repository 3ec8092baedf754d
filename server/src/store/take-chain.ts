import type { Instant } from '@outpace/engine/basics/time.ts';
import type { ChainTaken } from '@outpace/engine/event.ts';
import type { TakeOrder } from '../ports.ts';
import { chainsOf } from './chain-rows.ts';
import { endExpiredLeases, oneLeaseAtATime } from './lease-chains.ts';
import type { Ownership, Statements } from './ownership.ts';
import { toTimestamp } from './timestamps.ts';

/** Leases one chain whatever is due, for a command from outside the calls. */
export async function takeChain(
  statements: Statements,
  { site, epoch }: Ownership,
  { chainId, until }: TakeOrder,
  at: Instant,
): Promise<ChainTaken> {
  await oneLeaseAtATime(statements, site);
  await endExpiredLeases(statements, site, at);
  const [row] = await statements.run<TakenRow>('take-chain', TAKE, [
    site,
    chainId,
    epoch,
    toTimestamp(until),
  ]);
  if (row?.in_use === true) return { kind: 'in-use' };
  if (row?.taken !== true) return { kind: 'gone' };
  const [chain] = await chainsOf(statements, site, [chainId], { leaseUntil: until });
  return chain === undefined ? { kind: 'gone' } : { kind: 'taken', chain };
}

type TakenRow = { readonly in_use: boolean; readonly taken: boolean };

// The group of a lease is told to nobody; of a chain without a promise there is none to name.
const TAKE = `
  with unqueued as (
    delete from dial_queue where site = $1 and chain_id = $2::bigint
    returning rank, promised_in
  ), leased as (
    insert into leases (site, chain_id, group_id, epoch, until, rank)
    select $1, $2::bigint, coalesce(promised_in, ''), $3::bigint, $4::timestamptz, rank
    from unqueued
    on conflict (site, chain_id) do nothing
    returning chain_id
  )
  select
    exists (select from leases where site = $1 and chain_id = $2::bigint) as in_use,
    exists (select from leased) as taken`;
