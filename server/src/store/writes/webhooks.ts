import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import type { CloseAttempt, SaveChain } from '@outpace/engine/effect.ts';
import { isoText } from '../sql-text.ts';
import { storableJson } from '../storable.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

/** To be told outside: that attempts have ended, with the results that stand. */
export const reportAttempts: Writer<CloseAttempt> = async (statements, { site }, writes) => {
  await statements.run('report-attempts', ATTEMPTS, [
    site,
    writes.map((write) => write.attemptId),
    CALL_RESULTS,
  ]);
};

/** To be told outside: whom the plan gives away, with what is needed to give them back. */
export const reportDelegations: Writer<SaveChain> = async (statements, { site }, writes) => {
  const given = writes.flatMap(({ chainId, dueAt, delegated }) =>
    delegated === undefined ? [] : [{ chainId, dueAt, on: delegated.on }],
  );
  if (given.length === 0) return;
  await statements.run('report-delegations', DELEGATIONS, [
    site,
    given.map(({ chainId }) => chainId),
    given.map(({ on }) => storableJson(on)),
    given.map(({ dueAt }) => toTimestamp(dueAt)),
    given.map(({ chainId, dueAt }) => `chain-delegated-${chainId}-${dueAt}`),
    CALL_RESULTS,
  ]);
};

/** One row for each receiver that takes this event; the same one written twice is one. */
const queued = (event: string, { id, body }: { readonly id: string; readonly body: string }) => `
  insert into webhook_deliveries (site, receiver_id, id, event, body)
  select $1, receiver.id, told.id, '${event}', told.body
  from webhook_receivers receiver cross join lateral (
    select ${id} as id, jsonb_build_object('type', '${event}', 'timestamp', ${isoText('now()')},
      'data', ${body}
  ) as told
  where receiver.site = $1 and receiver.enabled and '${event}' = any (receiver.events)
  on conflict (site, receiver_id, id) do nothing`;

const ATTEMPTS = queued('attempt-ended', {
  id: "'attempt-ended-' || a.id",
  body: `jsonb_build_object(
      'attemptId', a.id, 'campaignId', a.campaign_id, 'campaignGroupId', a.group_id,
      'callingListId', a.list_id, 'chainId', a.chain_id::text, 'recordId', a.record_id::text,
      'customerId', c.customer_id, 'phone', a.phone, 'callerId', a.caller_id, 'mode', a.mode,
      'agentId', a.agent_id, 'callResult', ($3::text[])[a.call_result + 1],
      'openedAt', ${isoText('a.opened_at')}, 'answeredAt', ${isoText('a.answered_at')},
      'connectedAt', ${isoText('a.connected_at')}, 'endedAt', ${isoText('a.ended_at')})) as body
    from attempts a left join chains c on c.site = $1 and c.id = a.chain_id
    where a.site = $1 and a.id = any ($2::text[]) and a.call_result is not null`,
});

const DELEGATIONS = queued('chain-delegated', {
  id: 'given.id',
  body: `jsonb_build_object(
      'chainId', c.id::text, 'callingListId', c.list_id, 'callingListName', l.name,
      'contactName', c.contact_name, 'customerId', c.customer_id,
      'record', jsonb_build_object('recordId', r.id::text, 'phone', r.phone, 'zone', r.zone,
        'callResult', ($6::text[])[r.call_result + 1], 'attempts', r.attempts,
        'calledAt', ${isoText('r.called_at')}, 'fields', r.fields),
      'on', given.trigger, 'returnsAt', ${isoText('given.returns_at')},
      'links', jsonb_build_object('reschedule', '/api/chains/' || c.id || '/reschedule',
        'finish', '/api/chains/' || c.id || '/finish',
        'changeNumber', '/api/chains/' || c.id || '/numbers/' || r.id))) as body
    from unnest($2::bigint[], $3::jsonb[], $4::timestamptz[], $5::text[])
      as given (chain_id, trigger, returns_at, id)
    join chains c on c.site = $1 and c.id = given.chain_id
    join calling_lists l on l.site = $1 and l.id = c.list_id
    join records r on r.site = $1 and r.chain_id = c.id and r.chain_n = c.place`,
});
