import type { CallingListId, CampaignId, ChainId, SiteId } from '@outpace/engine/basics/ids.ts';
import { earlier, type Instant, instant, type Millis } from '@outpace/engine/basics/time.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import {
  type KeptFromCalls,
  keptFromCalls,
} from '@outpace/engine/calling-lists/kept-from-calls.ts';
import {
  priorityOfRank,
  QUEUE_RANKS,
  type QueueRank,
} from '@outpace/engine/calling-lists/queue-rank.ts';
import { zoneHours } from '@outpace/engine/compliance/campaign-rules.ts';
import { type ListTurn, pickInTurn, withTurnBack } from '@outpace/engine/dialing/list-turns.ts';
import type { ActionOf, StoreEventOf } from '../ports.ts';
import type { CallableWindows, HoursKept } from './callable-windows.ts';
import { chainsWithFacts } from './chain-rows.ts';
import { leaveOut, leavesAnyOut, leftOutUntil, notLeftOut } from './left-out.ts';
import { keyFirstRows, selectedLists } from './list-keys.ts';
import type { Ownership, Statements } from './ownership.ts';
import { NOT_WORKED_ON, QUEUE_REQUEUED } from './queue-rows.ts';
import { type Timestamp, toInstant, toTimestamp } from './timestamps.ts';
import { releaseChains, saveChains } from './writes/chains.ts';

type Order = ActionOf<'lease-chains'>;

/** Suppressed chains make room for others; after so many rounds the engine asks again. */
const ROUNDS_MAX = 5;
/** Rows of a list that its selection looks at before a fetch; the rest are looked at beside it. */
const KEYED_MAX = 500;

/**
 * Leases due chains whose window is open, best first, without ever looking at more of a list than
 * is taken: the open windows are found first, and the index leads to the best of each. Which lists
 * they come from, the engine's turns say. Of suppressed chains on the way becomes what the engine
 * says.
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
  await keySome(statements, site, order);
  const { chains, turns } = await leaseInTurn(statements, ownership, windows, order, at);
  const outlook = await outlookOf(statements, site, windows, order, at);
  const { groupId, only } = order;
  const nextCallbackAt = await nextPromise(statements, site, windows, order, at);
  return {
    type: 'chains-leased',
    groupId,
    chains,
    ...outlook,
    // A callback keeps to its time, not to the turn of its list.
    ...(only === undefined ? { turns } : { only }),
    ...(nextCallbackAt === undefined ? {} : { nextCallbackAt }),
  };
}

/** What has just come back, or was imported, can be leased at once. */
async function keySome(statements: Statements, site: SiteId, { lists }: Order): Promise<void> {
  const ids = lists.map(({ listId }) => listId);
  for (const list of await selectedLists(statements, site, ids)) {
    await keyFirstRows(statements, site, list, KEYED_MAX);
  }
}

type LeasedInTurn = { readonly chains: readonly Chain[]; readonly turns: readonly ListTurn[] };

async function leaseInTurn(
  statements: Statements,
  ownership: Ownership,
  windows: CallableWindows,
  order: Order,
  at: Instant,
): Promise<LeasedInTurn> {
  const open = windows.openAt(at, hoursKept(order, at));
  const pastSince = sinceOf(order.pastMs, at);
  const leased: Chain[] = [];
  let turns = order.lists;
  for (let round = 0; round < ROUNDS_MAX && leased.length < order.count; round += 1) {
    const count = order.count - leased.length;
    const wanted = { ...order, count };
    const waiting = await candidatesOf(statements, ownership.site, { order: wanted, open, at });
    const picked = pickInTurn(
      turns.map((turn) => ({ turn, candidates: waiting.get(turn.listId) ?? [] })),
      count,
    );
    turns = picked.turns;
    const ids = await take(statements, ownership, order, picked.candidates);
    const { site } = ownership;
    const { until: leaseUntil, campaignId } = order;
    const asked = { leaseUntil, campaignId, pastSince };
    const { chains, suppressed } = await chainsWithFacts(statements, site, ids, asked);
    const blocked: Blocked[] = [];
    for (const chain of chains) {
      const kept = keptFromCalls(chain, suppressed, campaignId, at);
      if (kept === undefined) leased.push(chain);
      else blocked.push({ chain, kept });
    }
    await keepFromCalls(statements, ownership, campaignId, blocked);
    // None was blocked: there is nothing to make up for.
    if (blocked.length === 0) break;
    for (const { chain } of blocked) turns = withTurnBack(turns, chain.listId);
  }
  return { chains: leased, turns };
}

/** The hours that hold for everybody of the lists that are asked for, whatever their number. */
function hoursKept({ rules, lists }: Order, at: Instant): HoursKept {
  if (rules === undefined) return [];
  return lists.map(({ listId }) => zoneHours(rules, listId, at));
}

/** How far back attempts count; undefined: nobody counts them. */
export const sinceOf = (pastMs: Millis | undefined, at: Instant): Instant | undefined =>
  pastMs === undefined ? undefined : instant(at - pastMs);

type Blocked = { readonly chain: Chain; readonly kept: KeptFromCalls };

/** Closed or put off, or left to other campaigns, as the engine has it. */
async function keepFromCalls(
  statements: Statements,
  ownership: Ownership,
  campaignId: CampaignId,
  blocked: readonly Blocked[],
): Promise<void> {
  const writes = blocked.flatMap(({ chain, kept }) =>
    kept.type === 'saved'
      ? [{ type: 'save-chain' as const, chainId: chain.id, ...kept.after }]
      : [],
  );
  if (writes.length > 0) await saveChains(statements, ownership, writes);
  const leftOut = blocked.flatMap(({ chain, kept }) =>
    kept.type === 'left-out' ? [{ chainId: chain.id, until: kept.until }] : [],
  );
  if (leftOut.length === 0) return;
  await leaveOut(statements, ownership.site, campaignId, leftOut);
  const chainIds = leftOut.map(({ chainId }) => chainId);
  const released = { type: 'release-chains', chainIds, toTop: false } as const;
  await releaseChains(statements, ownership, [released]);
}

type Candidate = {
  readonly list_id: CallingListId;
  readonly chain_id: ChainId;
  readonly priority: number;
};

/** Callbacks, and what somebody has let go of, which may be one. */
const CALLBACK_RANKS: readonly QueueRank[] = [
  QUEUE_RANKS.top,
  QUEUE_RANKS.personal,
  QUEUE_RANKS.campaignCallback,
];

type CandidatesWanted = {
  readonly order: Order;
  readonly open: readonly number[];
  readonly at: Instant;
};

/** Of each list the best that could be dialed now: one more than wanted, to know what is left. */
async function candidatesOf(
  statements: Statements,
  site: SiteId,
  { order, open, at }: CandidatesWanted,
): Promise<ReadonlyMap<CallingListId, readonly Candidate[]>> {
  const ranks = order.only === 'callbacks' ? CALLBACK_RANKS : Object.values(QUEUE_RANKS);
  const values = [
    site,
    order.lists.map(({ listId }) => listId),
    order.count + 1,
    open,
    toTimestamp(order.dueBy),
    order.groupId,
    ranks,
    ranks.map((rank) => priorityOfRank(rank, order.priorities)),
    order.only === 'callbacks',
  ];
  const passed = [order.campaignId, toTimestamp(at)];
  const rows = (await leavesAnyOut(statements, site, order.campaignId))
    ? await statements.run<Candidate>('lease-candidates-left', CANDIDATES_LEFT, [
        ...values,
        ...passed,
      ])
    : await statements.run<Candidate>('lease-candidates', CANDIDATES, values);
  return Map.groupBy(rows, ({ list_id }) => list_id);
}

/** Leases these; one without a record is closed, and one that somebody else holds is left out. */
async function take(
  statements: Statements,
  { site, epoch }: Ownership,
  order: Order,
  candidates: readonly Candidate[],
): Promise<readonly ChainId[]> {
  if (candidates.length === 0) return [];
  const ids = candidates.map(({ chain_id }) => chain_id);
  type Row = { readonly chain_id: ChainId };
  const rows = await statements.run<Row>('lease-chains', LEASE, [
    site,
    ids,
    order.groupId,
    epoch,
    toTimestamp(order.until),
  ]);
  const taken = new Set(rows.map(({ chain_id }) => chain_id));
  return ids.filter((id) => taken.has(id));
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
// walk through every chain that is rescheduled for later before it comes to the next rank. What the
// selection of a list leaves out lies in another range.
const candidates = (isPassed: string): string => `
  with wanted as materialized (
    select w.list_id, w.ord, l.selection_version as keyed
    from unnest($2::text[]) with ordinality as w (list_id, ord)
    join calling_lists l on l.site = $1 and l.id = w.list_id
  )
  select wanted.list_id, best.chain_id::text, best.priority
  from wanted cross join lateral (
    select next.chain_id, ranks.priority, next.due_at, next.sort_key
    from unnest($4::int[]) as open (window_id)
    cross join unnest($7::smallint[], $8::int[]) as ranks (rank, priority)
    cross join lateral (
      select q.chain_id, q.due_at, q.sort_key
      from dial_queue q
      where q.site = $1 and q.list_id = wanted.list_id and q.keyed = wanted.keyed
        and q.window_id = open.window_id and q.rank = ranks.rank and q.due_at <= $5::timestamptz
        and (q.promised_in = $6 or q.promised_in is null and not $9::boolean)${isPassed}
      order by q.due_at, q.sort_key, q.chain_id
      limit $3
    ) as next
    order by ranks.priority, next.due_at, next.sort_key, next.chain_id
    limit $3
  ) as best
  order by wanted.ord, best.priority, best.due_at, best.sort_key, best.chain_id`;

// Two texts, so that nobody pays for it in a campaign that passes over nobody.
const CANDIDATES = candidates('');
const CANDIDATES_LEFT = candidates(notLeftOut('$10', '$11'));

// The candidates come as an array, because a join would be planned for the size of the list.
const LEASE = `
  with picked as materialized (
    select q.chain_id, q.rank
    from dial_queue q
    where q.site = $1 and q.chain_id = any ($2::bigint[])
    for update skip locked
  ), checked as materialized (
    select p.chain_id, p.rank, r.id is null as gone
    from picked p
    join chains c on c.site = $1 and c.id = p.chain_id
    left join records r on r.site = $1 and r.chain_id = p.chain_id and r.chain_n = c.place
  ), taken as (
    delete from dial_queue q
    where q.site = $1 and q.chain_id = any (array(select chain_id from checked))
  ), leased as (
    insert into leases (site, chain_id, group_id, epoch, until, rank)
    select $1, chain_id, $3, $4::bigint, $5::timestamptz, rank from checked where not gone
    on conflict (site, chain_id) do update
      set group_id = excluded.group_id, epoch = excluded.epoch, until = excluded.until,
        rank = excluded.rank
  ), closed as (
    update chains c set state = 'closed'
    from checked where c.site = $1 and c.id = checked.chain_id and checked.gone
  )
  select chain_id::text from checked where not gone`;

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
  const keeps = hoursKept(order, at);
  const open = windows.openAt(at, keeps);
  const closed = windows.closedAt(at, keeps);
  const values = [site, lists, dueBy, open, closed, groupId, Object.values(QUEUE_RANKS)];
  const { campaignId } = order;
  if (!(await leavesAnyOut(statements, site, campaignId))) {
    const [row] = await statements.run<OutlookRow>('lease-outlook', OUTLOOK, values);
    return outlookFrom(row, windows, keeps, at);
  }
  const passed = [campaignId, toTimestamp(at)];
  const [row] = await statements.run<OutlookRow>('lease-outlook-left', OUTLOOK_LEFT, [
    ...values,
    ...passed,
  ]);
  const outlook = outlookFrom(row, windows, keeps, at);
  const endsAt = await leftOutUntil(statements, site, campaignId, lists);
  if (endsAt === undefined) return outlook;
  const { nextDueAt = endsAt } = outlook;
  return { openChains: 1, nextDueAt: earlier(nextDueAt, endsAt) };
}

function outlookFrom(
  row: OutlookRow | undefined,
  windows: CallableWindows,
  keeps: HoursKept,
  at: Instant,
): Outlook {
  if (!row?.open) return { openChains: 0, nextDueAt: undefined };
  // Counting them would look at the whole list; whether there is one does not.
  const openChains = 1;
  if (row.dialable) return { openChains, nextDueAt: at };
  const opensAt = windows.nextOpening(row.waiting, at, keeps);
  if (row.due_next === null) return { openChains, nextDueAt: opensAt };
  const dueAt = toInstant(row.due_next);
  return { openChains, nextDueAt: opensAt === undefined ? dueAt : earlier(opensAt, dueAt) };
}

// Every look-up has an order although any row would do: without one, finding that a list has no
// row at all may be planned as a walk through all lists. What the selection has not looked at yet
// may be anything, and is looked at soon.
const outlook = (isPassed: string): string => `
  with list as materialized (
    select l.id, l.selection_version as keyed from calling_lists l
    where l.site = $1 and l.id = any ($2::text[])
  ), unkeyed as materialized (
    select exists (
      select from list cross join lateral (
        select from dial_queue q
        where q.site = $1 and q.list_id = list.id and list.keyed > 0
          and q.keyed > -list.keyed and q.keyed < list.keyed
        order by q.keyed, q.window_id, q.rank, q.due_at, q.sort_key, q.chain_id limit 1
      ) as any_chain
    ) as are_any
  )
  select
    unkeyed.are_any or exists (
      select from list cross join lateral (
        select from dial_queue q
        where q.site = $1 and q.list_id = list.id and q.keyed = list.keyed${isPassed}
        order by q.window_id, q.rank, q.due_at, q.sort_key, q.chain_id limit 1) as any_chain
    ) as open,
    unkeyed.are_any or exists (
      select from list
      cross join unnest($4::int[]) as open (window_id)
      cross join unnest($7::smallint[]) as ranks (rank)
      cross join lateral (
        select from dial_queue q
        where q.site = $1 and q.list_id = list.id and q.keyed = list.keyed
          and q.window_id = open.window_id and q.rank = ranks.rank
          and q.due_at <= $3::timestamptz
          and (q.promised_in is null or q.promised_in = $6)${isPassed}
        order by q.due_at, q.sort_key, q.chain_id limit 1) as due_chain
    ) as dialable,
    (
      select min(next.due_at) from list cross join lateral (
        select q.due_at from dial_queue q
        where q.site = $1 and q.list_id = list.id and q.keyed = list.keyed
          and q.due_at > $3::timestamptz and q.due_at > '-infinity'${isPassed}
        order by q.due_at limit 1) as next
    ) as due_next,
    array(
      select distinct closed.window_id from list
      cross join unnest($5::int[]) as closed (window_id)
      cross join lateral (
        select from dial_queue q
        where q.site = $1 and q.list_id = list.id and q.keyed = list.keyed
          and q.window_id = closed.window_id${isPassed}
        order by q.rank, q.due_at, q.sort_key, q.chain_id limit 1) as waiting_chain
    ) as waiting
  from unkeyed`;

const OUTLOOK = outlook('');
const OUTLOOK_LEFT = outlook(notLeftOut('$8', '$9'));

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
  const keeps = hoursKept(order, at);
  const open = windows.openAt(at, keeps);
  const moments = rows.map(({ window_id, due_at }) => {
    const dueAt = toInstant(due_at);
    if (dueAt > at || open.includes(window_id)) return dueAt > at ? dueAt : at;
    return windows.nextOpening([window_id], at, keeps) ?? dueAt;
  });
  return moments.length === 0 ? undefined : moments.reduce(earlier);
}

// The first of each window, which are few: one that is due may have to wait for its hour.
const NEXT_PROMISES = `
  select q.window_id, min(q.due_at) as due_at
  from dial_queue q where q.site = $1 and q.promised_in = $2
  group by q.window_id`;
