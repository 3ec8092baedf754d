import { type ChainId, chainId, type SiteId } from '@outpace/engine/basics/ids.ts';
import { earlier, type Instant } from '@outpace/engine/basics/time.ts';
import { type Chain, recordToDial } from '@outpace/engine/calling-lists/chain.ts';
import { suppressedUndialed } from '@outpace/engine/calling-lists/chain-outcome.ts';
import { isSuppressed } from '@outpace/engine/calling-lists/suppression.ts';
import type { ActionOf, StoreEventOf } from '../ports.ts';
import type { CallableWindows } from './callable-windows.ts';
import { chainsWithFacts } from './chain-rows.ts';
import type { Ownership, Statements } from './ownership.ts';
import { NOT_WORKED_ON, QUEUE_REQUEUED } from './queue-rows.ts';
import { type Timestamp, toInstant, toTimestamp } from './timestamps.ts';
import { saveChains } from './writes/chains.ts';

type Order = ActionOf<'lease-chains'>;
type Share = Order['lists'][number];

/** Suppressed chains make room for others; after so many rounds the engine asks again. */
const ROUNDS_MAX = 5;

/**
 * Leases due chains whose window is open, best first, without ever looking at more of a list than
 * is taken: the open windows are found first, and the index leads to the best of each. Suppressed
 * chains on the way are closed as the engine closes them.
 */
export async function leaseChains(
  statements: Statements,
  ownership: Ownership,
  windows: CallableWindows,
  order: Order,
  at: Instant,
): Promise<StoreEventOf<'chains-leased'>> {
  const { site } = ownership;
  await oneLeaseAtATime(statements, site);
  await endExpiredLeases(statements, site, at);
  await windows.refresh(statements);
  const open = windows.openAt(at);
  const leased: Leased[] = [];
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const lists = remaining(order.lists, leased);
    if (lists.length === 0) break;
    const picked = await pick(statements, ownership, { ...order, lists }, open);
    const ids = [...picked.keys()];
    const { chains, suppressed } = await chainsWithFacts(statements, site, ids, order.until);
    const isBlocked = (chain: Chain): boolean =>
      isSuppressed(chain, recordToDial(chain), suppressed);
    const free = chains.filter((chain) => !isBlocked(chain));
    leased.push(...free.map((chain) => leasedAs(chain, picked, order)));
    await closeSuppressed(statements, ownership, chains.filter(isBlocked), at);
    // None was blocked: there is nothing to make up for.
    if (free.length === picked.size) break;
  }
  // Callbacks of every list go before the rest of any.
  const sorted = leased.toSorted((a, b) => a.rank - b.rank || a.place - b.place);
  const chains = sorted.map(({ chain }) => chain);
  const outlook = await outlookOf(statements, site, windows, order, at);
  const { groupId, only } = order;
  const nextCallbackAt = await nextPromise(statements, site, windows, order, at);
  return {
    type: 'chains-leased',
    groupId,
    chains,
    ...outlook,
    ...(only === undefined ? {} : { only }),
    ...(nextCallbackAt === undefined ? {} : { nextCallbackAt }),
  };
}

type Leased = {
  readonly chain: Chain;
  /** Which list of the order it came from. */
  readonly place: number;
  readonly rank: number;
};

const leasedAs = (chain: Chain, ranks: ReadonlyMap<ChainId, number>, order: Order): Leased => ({
  chain,
  place: order.lists.findIndex(({ listId }) => listId === chain.listId),
  rank: ranks.get(chain.id) ?? 0,
});

async function closeSuppressed(
  statements: Statements,
  ownership: Ownership,
  chains: readonly Chain[],
  at: Instant,
): Promise<void> {
  if (chains.length === 0) return;
  const writes = chains.map((chain) => ({
    type: 'save-chain' as const,
    chainId: chain.id,
    ...suppressedUndialed(chain, at),
  }));
  await saveChains(statements, ownership, writes);
}

type PickedRow = { readonly chain_id: string; readonly rank: number };

function remaining(lists: readonly Share[], leased: readonly Leased[]): Share[] {
  const taken = ({ listId }: Share): number =>
    leased.filter(({ chain }) => chain.listId === listId).length;
  return lists
    .map((share) => ({ ...share, count: share.count - taken(share) }))
    .filter((share) => share.count > 0);
}

/** Each chain that was taken with its rank in the queue; one without a record is closed. */
async function pick(
  statements: Statements,
  { site, epoch }: Ownership,
  order: Order,
  open: readonly number[],
): Promise<ReadonlyMap<ChainId, number>> {
  const rows = await statements.run<PickedRow>('lease-chains', LEASE, [
    site,
    order.lists.map((share) => share.listId),
    order.lists.map((share) => share.count),
    open,
    toTimestamp(order.dueBy),
    order.groupId,
    epoch,
    toTimestamp(order.until),
    order.only === 'callbacks' ? ['0', '1'] : ['0', '1', '2', '3'],
  ]);
  return new Map(rows.map(({ chain_id, rank }) => [chainId(chain_id), rank]));
}

/** One lease of a site after the other, so that the second does not find all candidates taken. */
export async function oneLeaseAtATime(statements: Statements, site: SiteId): Promise<void> {
  await statements.run('one-lease-at-a-time', ONE_AT_A_TIME, [site]);
}

export async function endExpiredLeases(
  statements: Statements,
  site: SiteId,
  at: Instant,
): Promise<void> {
  await statements.run('requeue-expired', REQUEUE_EXPIRED, [site, toTimestamp(at)]);
}

const ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('outpace lease'), hashtext($1))";

// A lease that the engine did not renew has ended, whatever became of the engine's own memory.
const REQUEUE_EXPIRED = `
  with requeued as (
    delete from leases l where l.site = $1 and l.until < $2 and ${NOT_WORKED_ON}
    returning l.chain_id, l.rank
  ) ${QUEUE_REQUEUED}`;

// Each pair of window and rank is one range of the index, in order: a range over all ranks would
// walk through every chain that is rescheduled for later before it comes to the next rank. The
// candidates go on as an array, because a join would be planned for the size of the list.
const LEASE = `
  with wanted as materialized (
    select list_id, chains_max, ord
    from unnest($2::text[], $3::int[]) with ordinality as w (list_id, chains_max, ord)
  ), candidate as materialized (
    select best.chain_id
    from wanted cross join lateral (
      select next.chain_id
      from unnest($4::int[]) as open (window_id)
      cross join unnest($9::smallint[]) as ranks (rank)
      cross join lateral (
        select q.chain_id, q.rank, q.due_at
        from dial_queue q
        where q.site = $1 and q.list_id = wanted.list_id and q.window_id = open.window_id
          and q.rank = ranks.rank and q.due_at <= $5::timestamptz
          and (q.promised_in is null or q.promised_in = $6)
        order by q.due_at, q.chain_id
        limit wanted.chains_max
      ) as next
      order by next.rank, next.due_at, next.chain_id
      limit wanted.chains_max
    ) as best
  ), picked as materialized (
    select q.chain_id, q.list_id, q.rank, q.due_at
    from dial_queue q
    where q.site = $1 and q.chain_id = any (array(select chain_id from candidate))
    for update skip locked
  ), checked as materialized (
    select p.chain_id, p.list_id, p.rank, p.due_at, r.id is null as gone
    from picked p
    join chains c on c.site = $1 and c.id = p.chain_id
    left join records r on r.site = $1 and r.chain_id = p.chain_id and r.chain_n = c.place
  ), taken as (
    delete from dial_queue q
    where q.site = $1 and q.chain_id = any (array(select chain_id from checked))
  ), leased as (
    insert into leases (site, chain_id, group_id, epoch, until, rank)
    select $1, chain_id, $6, $7::bigint, $8::timestamptz, rank from checked where not gone
    on conflict (site, chain_id) do update
      set group_id = excluded.group_id, epoch = excluded.epoch, until = excluded.until,
        rank = excluded.rank
  ), closed as (
    update chains c set state = 'closed'
    from checked where c.site = $1 and c.id = checked.chain_id and checked.gone
  )
  select chain_id, rank from checked where not gone order by rank, due_at, chain_id`;

type Outlook = Pick<StoreEventOf<'chains-leased'>, 'openChains' | 'nextDueAt'>;

type OutlookRow = {
  readonly open: boolean;
  readonly dialable: boolean;
  readonly due_next: Timestamp | null;
  readonly waiting: readonly number[];
};

/** Whether anything is left, and the earliest moment at which it could be dialed. */
async function outlookOf(
  statements: Statements,
  site: SiteId,
  windows: CallableWindows,
  order: Order,
  at: Instant,
): Promise<Outlook> {
  const lists = order.lists.map((share) => share.listId);
  const dueBy = toTimestamp(order.dueBy);
  const { groupId } = order;
  const values = [site, lists, dueBy, windows.openAt(at), windows.closedAt(at), groupId];
  const [row] = await statements.run<OutlookRow>('lease-outlook', OUTLOOK, values);
  if (!row?.open) return { openChains: 0, nextDueAt: undefined };
  // Counting them would look at the whole list; whether there is one does not.
  const openChains = 1;
  if (row.dialable) return { openChains, nextDueAt: at };
  const opensAt = windows.nextOpening(row.waiting, at);
  if (row.due_next === null) return { openChains, nextDueAt: opensAt };
  const dueAt = toInstant(row.due_next);
  return { openChains, nextDueAt: opensAt === undefined ? dueAt : earlier(opensAt, dueAt) };
}

// Every look-up has an order although any row would do: without one, finding that a list has no
// row at all may be planned as a walk through all lists.
const OUTLOOK = `
  select
    exists (
      select from unnest($2::text[]) as list (id) cross join lateral (
        select from dial_queue q where q.site = $1 and q.list_id = list.id
        order by q.due_at limit 1) as any_chain
    ) as open,
    exists (
      select from unnest($2::text[]) as list (id)
      cross join unnest($4::int[]) as open (window_id)
      cross join unnest('{0,1,2,3}'::smallint[]) as ranks (rank)
      cross join lateral (
        select from dial_queue q
        where q.site = $1 and q.list_id = list.id and q.window_id = open.window_id
          and q.rank = ranks.rank and q.due_at <= $3::timestamptz
          and (q.promised_in is null or q.promised_in = $6)
        order by q.due_at, q.chain_id limit 1) as due_chain
    ) as dialable,
    (
      select min(next.due_at) from unnest($2::text[]) as list (id) cross join lateral (
        select q.due_at from dial_queue q
        where q.site = $1 and q.list_id = list.id and q.due_at > $3::timestamptz
        order by q.due_at limit 1) as next
    ) as due_next,
    array(
      select distinct closed.window_id from unnest($2::text[]) as list (id)
      cross join unnest($5::int[]) as closed (window_id)
      cross join lateral (
        select from dial_queue q
        where q.site = $1 and q.list_id = list.id and q.window_id = closed.window_id
        order by q.rank, q.due_at, q.chain_id limit 1) as waiting_chain
    ) as waiting`;

type PromiseRow = { readonly window_id: number; readonly due_at: Timestamp };

/** When the next promise of this group can be kept, if there is one. */
async function nextPromise(
  statements: Statements,
  site: SiteId,
  windows: CallableWindows,
  order: Order,
  at: Instant,
): Promise<Instant | undefined> {
  const values = [site, order.groupId];
  const rows = await statements.run<PromiseRow>('next-promises', NEXT_PROMISES, values);
  const moments = rows.map(({ window_id, due_at }) => {
    const dueAt = toInstant(due_at);
    if (dueAt > at || windows.openAt(at).includes(window_id)) return dueAt > at ? dueAt : at;
    return windows.nextOpening([window_id], at) ?? dueAt;
  });
  return moments.length === 0 ? undefined : moments.reduce(earlier);
}

// The first of each window, which are few: one that is due may have to wait for its hour.
const NEXT_PROMISES = `
  select q.window_id, min(q.due_at) as due_at
  from dial_queue q where q.site = $1 and q.promised_in = $2
  group by q.window_id`;
