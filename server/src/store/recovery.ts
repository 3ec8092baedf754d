import {
  agentGroupId,
  agentId,
  attemptId,
  type CampaignGroupId,
  type ChainId,
  campaignGroupId,
  chainId,
  interactionId,
  recordId,
} from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, type Instant, instant, millis, minutes } from '@outpace/engine/basics/time.ts';
import { AGENT_CALL_RESULTS, callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import { type Chain, calledOn } from '@outpace/engine/calling-lists/chain.ts';
import { type CampaignPlan, DIALING_MODES } from '@outpace/engine/campaigns/campaign.ts';
import { pastAskedMs } from '@outpace/engine/compliance/campaign-rules.ts';
import { CPD_VERDICTS } from '@outpace/engine/dialing/attempt.ts';
import type {
  RecoveredAttempt,
  RecoveredInteraction,
  RecoveredSession,
  RecoveredThird,
} from '@outpace/engine/event.ts';
import { DO_NOT_CALL_SCOPES, type Draft } from '@outpace/engine/interactions/interaction.ts';
import { PacingTargetBody } from '@outpace/protocol/pacing.ts';
import { Compile } from 'typebox/compile';
import { StoreFault } from '../ports.ts';
import { chainsOf } from './chain-rows.ts';
import type { Ownership, Statements } from './ownership.ts';
import type { PlanReader } from './plan-reader.ts';
import { NOT_WORKED_ON, QUEUE_REQUEUED } from './queue-rows.ts';
import { savedCallback } from './saved-callback.ts';
import { type Timestamp, toInstant, toInstantOrUndefined, toTimestamp } from './timestamps.ts';

export type Plans = ReadonlyMap<CampaignGroupId, CampaignPlan>;

const targetSchema = Compile(PacingTargetBody);

/** The engine renews its leases by then, or has given the chains back. */
const LEASE_WAIT = minutes(10);

/** Every group that an earlier epoch left something of. */
export async function groupsLeft(
  statements: Statements,
  { site }: Ownership,
): Promise<readonly CampaignGroupId[]> {
  const rows = await statements.run<{ group_id: string }>('groups-left', GROUPS_LEFT, [site]);
  return rows.map((row) => campaignGroupId(row.group_id));
}

/** The plans of those groups that are still there. */
export async function plansOf(
  groupIds: readonly CampaignGroupId[],
  reader: PlanReader,
): Promise<Plans> {
  const plans = new Map<CampaignGroupId, CampaignPlan>();
  for (const groupId of groupIds) {
    const plan = await reader.plan(groupId).catch((cause: unknown) => {
      throw new StoreFault(`the plan of group ${groupId} was not read`, { cause });
    });
    if (plan !== undefined) plans.set(groupId, plan);
  }
  return plans;
}

// An attempt whose call has ended still counts while its interaction waits for Mark done: nothing
// was decided yet about its chain.
const LEFT_OPEN = `
  select a.id, a.group_id, a.chain_id, a.opened_at, a.record_id,
    a.mode, i.id as interaction_id
  from attempts a
  left join interactions i on i.site = a.site and i.attempt_id = a.id and i.done_at is null
  where a.site = $1 and a.call_result is null
  union all
  select a.id, a.group_id, a.chain_id, a.opened_at, a.record_id, a.mode, i.id
  from interactions i join attempts a on a.site = i.site and a.id = i.attempt_id
  where i.site = $1 and i.done_at is null and a.call_result is not null`;

// The timers of a call that has ended are with its attempt, those of one that goes on with its
// interaction.
const LEFT_WITH_INTERACTIONS = `
  select l.id, l.group_id, l.chain_id, l.opened_at, l.record_id, l.mode, l.interaction_id,
    i.agent_id, i.draft, i.note,
    coalesce(u.display_name, i.agent_id) as agent_name,
    array(
      select m.agent_group_id from agent_group_members m
      where m.site = $1 and m.user_id = i.agent_id order by 1
    ) as agent_group_ids,
    i.opened_at as interaction_opened_at, coalesce(i.answered_at, a.answered_at) as answered_at,
    coalesce(i.connected_at, a.connected_at) as connected_at, a.ended_at,
    a.call_treatment, a.answered_at as attempt_answered_at, a.cpd_verdict, a.cpd_cause,
    a.cpd_after_ms,
    coalesce(r.state = 'recording', false) as is_recorded, coalesce(t.serial, 0) as thirds,
    t.agent_id as third_agent_id, t.phone as third_phone, t.state as third_state
  from (${LEFT_OPEN}) as l
  join attempts a on a.site = $1 and a.id = l.id
  left join interactions i on i.site = $1 and i.id = l.interaction_id
  left join users u on u.site = $1 and u.id = i.agent_id
  left join recordings r on r.site = $1 and r.attempt_id = l.id
  left join lateral (
    select * from third_parties t
    where t.site = $1 and t.interaction_id = l.interaction_id order by t.serial desc limit 1
  ) as t on true
  order by l.opened_at, l.id`;

const GROUPS_LEFT = `
  select group_id from (${LEFT_OPEN}) as left_open
  union
  select group_id from dial_sessions where site = $1`;

/** What an earlier epoch left open, now under this one; everything else goes back to its place. */
export async function recoverAttempts(
  statements: Statements,
  { site, epoch }: Ownership,
  plans: Plans,
  at: Instant,
): Promise<readonly RecoveredAttempt[]> {
  const moment = toTimestamp(at);
  const groups = [...plans.keys()];
  const orphans = [site, groups, callResultNumber('switch-error'), moment];
  await statements.run('close-orphans', CLOSE_ORPHANS, orphans);
  await statements.run('end-old-leases', END_OLD_LEASES, [site, epoch]);
  const until = after(at, LEASE_WAIT);
  await statements.run('retake-leases', RETAKE_LEASES, [site, epoch, toTimestamp(until)]);
  const rows = await statements.run<LeftRow>('left-open', LEFT_WITH_INTERACTIONS, [site]);
  const asked = { leaseUntil: until, pastSince: countedSince(plans, at) };
  const chains = new Map<ChainId, Chain>();
  const planOf = (row: LeftRow) => plans.get(campaignGroupId(row.group_id));
  // What a campaign does not call is against its own conversations alone.
  for (const [campaignId, left] of Map.groupBy(rows, (row) => planOf(row)?.campaignId)) {
    const ids = [...new Set(left.map((row) => chainId(row.chain_id)))];
    const found = await chainsOf(statements, site, ids, { ...asked, campaignId });
    for (const chain of found) chains.set(chain.id, chain);
  }
  return rows.flatMap((row) => {
    const groupId = campaignGroupId(row.group_id);
    const plan = plans.get(groupId);
    const stored = chains.get(chainId(row.chain_id));
    if (plan === undefined || stored === undefined) return [];
    // An agent may have called another number of it than the one whose turn it was.
    const chain = calledOn(stored, recordId(row.record_id));
    const openedAt = toInstant(row.opened_at);
    const interaction = interactionOf(row);
    const treated = treatedOf(row);
    const what = { attemptId: attemptId(row.id), groupId, plan, chain, openedAt, interaction };
    const found = treated === undefined ? what : { ...what, treated };
    return [row.mode === 'manual' ? { ...found, kind: 'manual' as const } : found];
  });
}

/** Who is called again in the same conversation is counted as at any other dial. */
function countedSince(plans: Plans, at: Instant): Instant | undefined {
  const back = [...plans.values()].map(({ rules }) => pastAskedMs(rules, at) ?? 0);
  const longest = Math.max(0, ...back);
  return longest === 0 ? undefined : instant(at - longest);
}

type LeftRow = {
  readonly id: string;
  readonly group_id: string;
  readonly chain_id: string;
  readonly opened_at: Timestamp;
  readonly record_id: string;
  readonly mode: string;
  readonly call_treatment: string | null;
  readonly attempt_answered_at: Timestamp | null;
  readonly cpd_verdict: string | null;
  readonly cpd_cause: string | null;
  readonly cpd_after_ms: number | null;
} & (
  | { readonly interaction_id: null }
  | ({
      readonly interaction_id: string;
      readonly agent_id: string;
      readonly agent_name: string;
      readonly agent_group_ids: readonly string[];
      readonly draft: unknown;
      readonly note: string;
      readonly interaction_opened_at: Timestamp;
      readonly answered_at: Timestamp | null;
      readonly connected_at: Timestamp | null;
      readonly ended_at: Timestamp | null;
      readonly is_recorded: boolean;
    } & ThirdColumns)
);

// Nobody can tell any more what was to become of it: the group is gone, or the chain with its list.
const CLOSE_ORPHANS = `
  with orphan as materialized (
    select a.id from (${LEFT_OPEN}) as a
    where not a.group_id = any ($2::text[])
      or not exists (select from records r where r.site = $1 and r.chain_id = a.chain_id)
  ), interaction_closed as (
    update interactions i
    set closed_by = 'recovery', call_result = $3::smallint, ended_at = coalesce(ended_at, $4),
      done_at = $4::timestamptz, draft = null
    from orphan
    where i.site = $1 and i.attempt_id = orphan.id and i.done_at is null
  )
  update attempts a set call_result = $3::smallint, ended_at = $4::timestamptz
  from orphan
  where a.site = $1 and a.id = orphan.id and a.call_result is null`;

const END_OLD_LEASES = `
  with requeued as (
    delete from leases l where l.site = $1 and l.epoch < $2::bigint and ${NOT_WORKED_ON}
    returning l.chain_id, l.rank
  ) ${QUEUE_REQUEUED}`;

// A chain that is worked on has left the queue; should its lease be gone, it is taken again.
const RETAKE_LEASES = `
  with left_open as materialized (
    select distinct on (a.chain_id) a.chain_id, a.group_id
    from (${LEFT_OPEN}) as a
    join chains c on c.site = $1 and c.id = a.chain_id
    order by a.chain_id, a.opened_at desc
  ), unqueued as (
    delete from dial_queue q using left_open
    where q.site = $1 and q.chain_id = left_open.chain_id
  )
  insert into leases as l (site, chain_id, group_id, epoch, until, rank)
  select $1, chain_id, group_id, $2::bigint, $3::timestamptz, 3 from left_open
  on conflict (site, chain_id) do update set epoch = excluded.epoch, until = excluded.until`;

type ThirdColumns = {
  /** Third parties so far; the columns are those of the newest. */
  readonly thirds: number;
  readonly third_agent_id: string | null;
  readonly third_phone: string | null;
  readonly third_state: string | null;
};

function thirdOf(row: ThirdColumns): RecoveredThird | undefined {
  const { third_agent_id: agent, third_phone: phone, third_state: state, thirds: serial } = row;
  if (state === 'ended' || state === 'transferred') return undefined;
  if (agent !== null) return { serial, target: { kind: 'agent', agentId: agentId(agent) } };
  const parsed = parsePhoneNumber(phone ?? '');
  return parsed.ok ? { serial, target: { kind: 'number', phone: parsed.value } } : undefined;
}

/** What was to become of a call on which no person was heard. */
function treatedOf(row: LeftRow): RecoveredAttempt['treated'] {
  const treatment = TREATMENTS.find((each) => each === row.call_treatment);
  const verdict = CPD_VERDICTS.find((each) => each === row.cpd_verdict);
  const answeredAt = toInstantOrUndefined(row.attempt_answered_at);
  if (treatment === undefined || verdict === undefined || answeredAt === undefined) {
    return undefined;
  }
  const cpd = { verdict, cause: row.cpd_cause ?? '', afterMs: millis(row.cpd_after_ms ?? 0) };
  return { treatment, answeredAt, cpd };
}

const TREATMENTS = ['connect', 'transfer'] as const;

function interactionOf(row: LeftRow): RecoveredInteraction | undefined {
  if (row.interaction_id === null) return undefined;
  const third = thirdOf(row);
  return {
    id: interactionId(row.interaction_id),
    agentId: agentId(row.agent_id),
    agentName: row.agent_name,
    agentGroupIds: row.agent_group_ids.map(agentGroupId),
    draft: parseDraft(row.draft, row.note),
    openedAt: toInstant(row.interaction_opened_at),
    answeredAt: toInstantOrUndefined(row.answered_at),
    connectedAt: toInstantOrUndefined(row.connected_at),
    endedAt: toInstantOrUndefined(row.ended_at),
    isRecorded: row.is_recorded,
    thirds: row.thirds,
    ...(third === undefined ? {} : { third }),
  };
}

/** Reads a saved draft; what does not fit any more counts as not said. */
export function parseDraft(saved: unknown, note: string): Draft {
  const said = (key: string): unknown =>
    typeof saved === 'object' && saved !== null ? Reflect.get(saved, key) : undefined;
  const code = said('dispositionCode');
  return {
    callResult: AGENT_CALL_RESULTS.find((each) => each === said('callResult')),
    dispositionCode: typeof code === 'string' ? code : undefined,
    doNotCall: DO_NOT_CALL_SCOPES.find((each) => each === said('doNotCall')),
    note,
    ...savedCallback(said('callback')),
  };
}

/** The groups to load again. One that was being unloaded, or is gone, stays unloaded. */
export async function recoverSessions(
  statements: Statements,
  { site }: Ownership,
  plans: Plans,
): Promise<readonly RecoveredSession[]> {
  await statements.run('forget-unloading', FORGET_UNLOADING, [site, [...plans.keys()]]);
  const rows = await statements.run<SessionRow>('sessions-left', SESSIONS, [site]);
  return rows.flatMap((row) => {
    const plan = plans.get(campaignGroupId(row.group_id));
    const mode = DIALING_MODES.find((each) => each === row.mode);
    if (plan === undefined || mode === undefined) return [];
    const { multiplier, run, auto_complete: autoComplete } = row;
    // One that another release wrote and this one does not know is as good as none.
    const target = targetSchema.Check(row.target) ? row.target : undefined;
    return [{ plan, mode, multiplier, target, autoComplete, run }];
  });
}

type SessionRow = {
  readonly group_id: string;
  readonly mode: string;
  readonly multiplier: number;
  readonly target: unknown;
  readonly auto_complete: boolean;
  readonly run: boolean;
};

const FORGET_UNLOADING = `
  delete from dial_sessions
  where site = $1 and (phase = 'unloading' or not group_id = any ($2::text[]))`;

const SESSIONS = `
  select d.group_id, d.mode, d.multiplier, d.target, d.auto_complete,
    d.phase = 'running' and s.resume as run
  from dial_sessions d join sites s on s.site = d.site
  where d.site = $1
  order by d.group_id`;
