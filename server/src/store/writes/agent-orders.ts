import type { LogAgentOrder } from '@outpace/engine/effect.ts';
import { storable, storableJson } from '../storable.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

/** What supervisors have ordered of agents, in the audit trail. */
export const logAgentOrders: Writer<LogAgentOrder> = async (statements, { site }, writes) => {
  await statements.run('audit-agent-orders', AUDIT, [
    site,
    writes.map((write) => toTimestamp(write.at)),
    writes.map((write) => storable(write.by)),
    writes.map((write) => write.what),
    writes.map((write) => write.agentId),
    writes.map(({ status }) => storableJson(status === undefined ? {} : { status })),
  ]);
};

const AUDIT = `
  insert into audit (site, at, by, what, subject, detail)
  select $1, a.at, a.by, a.what, a.subject, a.detail
  from unnest($2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
    with ordinality as a (at, by, what, subject, detail, ord)
  order by a.ord`;
