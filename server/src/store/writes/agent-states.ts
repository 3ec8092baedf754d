import type { LogAgentState } from '@outpace/engine/effect.ts';
import { storable } from '../storable.ts';
import { toTimestamp } from '../timestamps.ts';
import type { Writer } from './write-kinds.ts';

export const logAgentStates: Writer<LogAgentState> = async (statements, { site }, writes) => {
  await statements.run('log-agent-states', LOG, [
    site,
    writes.map((write) => write.agentId),
    writes.map((write) => write.phase),
    writes.map(({ reason }) => (reason === undefined ? null : storable(reason))),
    writes.map((write) => toTimestamp(write.at)),
  ]);
};

const LOG = `
  insert into agent_states (site, agent_id, phase, reason, at)
  select $1, s.agent_id, s.phase, s.reason, s.at
  from unnest($2::text[], $3::text[], $4::text[], $5::timestamptz[])
    with ordinality as s (agent_id, phase, reason, at, ord)
  order by s.ord`;
