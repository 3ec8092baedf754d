import { callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import type { CloseAttempt, OpenAttempt } from '@outpace/engine/effect.ts';
import { storable, storableJson } from '../storable.ts';
import { toTimestamp, toTimestampOrNull } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

export const openAttempts: Writer<OpenAttempt> = async (statements, { site, epoch }, writes) => {
  await statements.run('open-attempts', OPEN, [
    site,
    epoch,
    writes.map((write) => write.attemptId),
    writes.map((write) => write.groupId),
    writes.map((write) => write.campaignId),
    writes.map((write) => write.listId),
    writes.map((write) => write.chainId),
    writes.map((write) => write.recordId),
    writes.map((write) => write.phone),
    writes.map((write) => write.mode),
    writes.map((write) => write.agentId ?? null),
    writes.map((write) => toTimestamp(write.openedAt)),
    writes.map((write) => write.callerId ?? null),
    writes.map((write) => storableJson(write.answers)),
  ]);
};

// Ids never come again, so an attempt that is there already is the same one, written twice. What
// the rules said is a row of its own: it never changes, while the attempt is closed later.
const OPEN = `
  with opened as materialized (
    select *
    from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[],
      $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::text[], $14::jsonb[])
      as o (id, group_id, campaign_id, list_id, chain_id, record_id, phone, mode, agent_id,
        opened_at, caller_id, answers)
  ), asked as (
    insert into attempt_answers (site, attempt_id, answers)
    select $1, id, answers from opened
    on conflict (site, attempt_id) do nothing
  )
  insert into attempts (site, epoch, id, group_id, campaign_id, list_id, chain_id, record_id,
    phone, mode, agent_id, opened_at, caller_id)
  select $1, $2::bigint, id, group_id, campaign_id, list_id, chain_id, record_id, phone, mode,
    agent_id, opened_at, caller_id
  from opened
  on conflict (site, id) do nothing`;

export const closeAttempts: Writer<CloseAttempt> = async (statements, { site }, writes) => {
  await statements.run('close-attempts', CLOSE, [
    site,
    writes.map((write) => write.attemptId),
    writes.map((write) => callResultNumber(write.result)),
    writes.map((write) => write.agentId ?? null),
    writes.map((write) => toTimestampOrNull(write.answeredAt)),
    writes.map((write) => toTimestampOrNull(write.connectedAt)),
    writes.map((write) => toTimestamp(write.endedAt)),
    writes.map(({ cpd }) => cpd?.verdict ?? null),
    writes.map(({ cpd }) => (cpd === undefined ? null : storable(cpd.cause))),
    writes.map(({ cpd }) => (cpd === undefined ? null : Math.round(cpd.afterMs))),
  ]);
};

// An attempt is closed once: the first call result stands, also among those of one transaction.
const CLOSE = `
  update attempts a
  set call_result = closed.call_result, agent_id = coalesce(closed.agent_id, a.agent_id),
    answered_at = closed.answered_at, connected_at = closed.connected_at,
    ended_at = closed.ended_at, cpd_verdict = closed.cpd_verdict, cpd_cause = closed.cpd_cause,
    cpd_after_ms = closed.cpd_after_ms
  from (
    select distinct on (id) *
    from unnest($2::text[], $3::smallint[], $4::text[], $5::timestamptz[], $6::timestamptz[],
      $7::timestamptz[], $8::text[], $9::text[], $10::int[]) with ordinality
      as c (id, call_result, agent_id, answered_at, connected_at, ended_at, cpd_verdict, cpd_cause,
        cpd_after_ms, ord)
    order by id, ord
  ) as closed
  where a.site = $1 and a.id = closed.id and a.call_result is null`;
