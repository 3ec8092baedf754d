import { callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import type {
  CloseInteraction,
  ConnectInteraction,
  OpenInteraction,
  SaveDraft,
} from '@outpace/engine/effect.ts';
import { storable, storableJson } from '../storable.ts';
import { toTimestamp, toTimestampOrNull } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

export const openInteractions: Writer<OpenInteraction> = async (statements, { site }, writes) => {
  await statements.run('open-interactions', OPEN, [
    site,
    writes.map((write) => write.interactionId),
    writes.map((write) => write.attemptId),
    writes.map((write) => write.groupId),
    writes.map((write) => write.campaignId),
    writes.map((write) => write.chainId),
    writes.map((write) => write.recordId),
    writes.map((write) => write.agentId),
    writes.map((write) => toTimestamp(write.openedAt)),
  ]);
};

const OPEN = `
  insert into interactions (site, id, attempt_id, group_id, campaign_id, chain_id, record_id,
    agent_id, opened_at)
  select $1, opened.*
  from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[],
    $8::text[], $9::timestamptz[]) as opened
  on conflict (site, id) do nothing`;

export const connectInteractions: Writer<ConnectInteraction> = async (
  statements,
  { site },
  writes,
) => {
  await statements.run('connect-interactions', CONNECT, [
    site,
    writes.map((write) => write.interactionId),
    writes.map((write) => toTimestamp(write.answeredAt)),
    writes.map((write) => toTimestamp(write.connectedAt)),
  ]);
};

// Talk is counted from the first time; a later one is the same call after a broken leg.
const CONNECT = `
  update interactions i
  set answered_at = connected.answered_at, connected_at = connected.connected_at
  from (
    select distinct on (id) *
    from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) with ordinality
      as c (id, answered_at, connected_at, ord)
    order by id, ord
  ) as connected
  where i.site = $1 and i.id = connected.id and i.connected_at is null and i.done_at is null`;

export const saveDrafts: Writer<SaveDraft> = async (statements, { site }, writes) => {
  await statements.run('save-drafts', DRAFT, [
    site,
    writes.map((write) => write.interactionId),
    writes.map(({ callResult, dispositionCode, doNotCall, callback }) =>
      storableJson({ callResult, dispositionCode, doNotCall, callback }),
    ),
    writes.map((write) => storable(write.note)),
  ]);
};

// Of several drafts of one interaction the last is meant; after Mark done none is.
const DRAFT = `
  update interactions i
  set draft = saved.draft, note = saved.note
  from (
    select distinct on (id) *
    from unnest($2::text[], $3::jsonb[], $4::text[]) with ordinality as d (id, draft, note, ord)
    order by id, ord desc
  ) as saved
  where i.site = $1 and i.id = saved.id and i.done_at is null`;

export const closeInteractions: Writer<CloseInteraction> = async (statements, { site }, writes) => {
  await statements.run('close-interactions', CLOSE, [
    site,
    writes.map((write) => write.interactionId),
    writes.map((write) => write.closedBy),
    writes.map((write) => callResultNumber(write.callResult)),
    writes.map((write) => write.dispositionCode ?? null),
    writes.map((write) => write.doNotCall ?? null),
    writes.map((write) => storable(write.note)),
    writes.map((write) => toTimestampOrNull(write.connectedAt)),
    writes.map((write) => toTimestamp(write.endedAt)),
    writes.map((write) => toTimestamp(write.doneAt)),
  ]);
};

// What was said first stands: a repeated close must not change what somebody has been told. Whoever
// closes what an earlier run left may not know that they were connected; the row does.
const CLOSE = `
  update interactions i
  set closed_by = closed.closed_by, call_result = closed.call_result,
    disposition_code = closed.disposition_code, do_not_call = closed.do_not_call,
    note = closed.note, connected_at = coalesce(closed.connected_at, i.connected_at),
    ended_at = closed.ended_at, done_at = closed.done_at, draft = null
  from (
    select distinct on (id) *
    from unnest($2::text[], $3::text[], $4::smallint[], $5::text[], $6::text[], $7::text[],
      $8::timestamptz[], $9::timestamptz[], $10::timestamptz[]) with ordinality
      as c (id, closed_by, call_result, disposition_code, do_not_call, note, connected_at,
        ended_at, done_at, ord)
    order by id, ord
  ) as closed
  where i.site = $1 and i.id = closed.id and i.done_at is null`;
