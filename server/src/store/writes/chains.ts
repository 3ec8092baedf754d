import { callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import { QUEUE_RANKS, RANK_OF_TYPE } from '@outpace/engine/calling-lists/queue-rank.ts';
import {
  type CallingRecord,
  RECORD_STATUSES,
  RECORD_TYPES,
} from '@outpace/engine/calling-lists/record.ts';
import type { ReleaseChains, SaveChain } from '@outpace/engine/effect.ts';
import type { Statements } from '../ownership.ts';
import { QUEUE_REQUEUED } from '../queue-rows.ts';
import { storableJson } from '../storable.ts';
import { toTimestamp, toTimestampOrNull } from '../timestamps.ts';
import { addRecords } from './added-records.ts';
import type { Writer } from './write-kinds.ts';

/** The chains as they are to be, and their places in the dial queue; ends their leases. */
export const saveChains: Writer<SaveChain> = async (statements, { site }, writes) => {
  const records = lastOfEach(
    writes.flatMap((write) => write.records),
    (record) => record.id,
  );
  if (records.length > 0) await saveRecords(statements, site, records);
  await addRecords(statements, site, writes);
  const chains = lastOfEach(writes, (write) => write.chainId);
  await statements.run('save-chains', SAVE, [
    site,
    chains.map((chain) => chain.chainId),
    chains.map((chain) => chain.state),
    chains.map((chain) => chain.position),
    chains.map((chain) => storableJson(chain.treatment ?? null)),
    chains.map((chain) => toTimestamp(chain.dueAt)),
    chains.map((chain) => chain.promisedIn ?? null),
  ]);
  const ids = chains.map((chain) => chain.chainId);
  await statements.run('end-leases', END, [site, ids]);
  const ready = chains.filter((chain) => chain.state === 'ready');
  if (ready.length === 0) return;
  const readyIds = ready.map((chain) => chain.chainId);
  await statements.run('queue-chains', QUEUE, [site, readyIds, ready.map((each) => each.toTop)]);
};

const SAVE = `
  update chains c
  set state = saved.state, place = saved.place, treatment = nullif(saved.treatment, 'null'),
    due_at = saved.due_at, promised_in = saved.promised_in
  from unnest($2::bigint[], $3::text[], $4::int[], $5::jsonb[], $6::timestamptz[], $7::text[])
    as saved (id, state, place, treatment, due_at, promised_in)
  where c.site = $1 and c.id = saved.id`;

const END = `
  with unqueued as (
    delete from dial_queue where site = $1 and chain_id = any ($2::bigint[])
  )
  delete from leases where site = $1 and chain_id = any ($2::bigint[])`;

const rankCases = RECORD_TYPES.map((type, n) => `when ${n} then ${RANK_OF_TYPE[type]}`).join(' ');

const QUEUE = `
  with requeued as (
    select ready.chain_id, case when ready.to_top then ${QUEUE_RANKS.top}
      else case dialed.record_type ${rankCases} end end as rank
    from unnest($2::bigint[], $3::boolean[]) as ready (chain_id, to_top)
    join chains on chains.site = $1 and chains.id = ready.chain_id
    join records dialed on dialed.site = $1 and dialed.chain_id = ready.chain_id
      and dialed.chain_n = chains.place
  ) ${QUEUE_REQUEUED}`;

/** What changed in records that are there already. */
export async function saveRecords(
  statements: Statements,
  site: string,
  records: readonly CallingRecord[],
): Promise<void> {
  await statements.run('save-records', RECORDS, [
    site,
    records.map((record) => record.id),
    records.map((record) => RECORD_TYPES.indexOf(record.type)),
    records.map((record) => RECORD_STATUSES.indexOf(record.status)),
    records.map((record) => callResultNumber(record.callResult)),
    records.map((record) => record.attempts),
    records.map((record) => toTimestampOrNull(record.calledAt)),
    records.map((record) => record.agentId ?? null),
  ]);
}

// The fields are not among them: they are saved by their own write, one by one, so that an edit
// which came in between is not undone.
const RECORDS = `
  update records r
  set record_type = saved.record_type, record_status = saved.record_status,
    call_result = saved.call_result, attempts = saved.attempts, called_at = saved.called_at,
    agent_id = saved.agent_id
  from unnest($2::bigint[], $3::smallint[], $4::smallint[], $5::smallint[], $6::int[],
    $7::timestamptz[], $8::text[])
    as saved (id, record_type, record_status, call_result, attempts, called_at, agent_id)
  where r.site = $1 and r.id = saved.id`;

/** Back to where each chain was, or to the top; a chain that is not leased stays as it is. */
export const releaseChains: Writer<ReleaseChains> = async (statements, { site }, writes) => {
  const released = lastOfEach(
    writes.flatMap(({ chainIds, toTop }) => chainIds.map((id) => ({ id, toTop }))),
    (each) => each.id,
  );
  const ids = released.map((each) => each.id);
  await statements.run('release-chains', RELEASE, [site, ids, released.map((each) => each.toTop)]);
};

const RELEASE = `
  with requeued as (
    delete from leases l
    using unnest($2::bigint[], $3::boolean[]) as those (chain_id, to_top)
    where l.site = $1 and l.chain_id = those.chain_id
    returning l.chain_id, case when those.to_top then ${QUEUE_RANKS.top} else l.rank end as rank
  ) ${QUEUE_REQUEUED}`;

/** One statement cannot change a row twice, and the last write is the one that is meant. */
function lastOfEach<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
