import type { AgentDay } from '@outpace/engine/agents/agent-session.ts';

type Times = Pick<AgentDay, 'talkMs' | 'wrapUpMs' | 'readyMs'>;

/** Share of the time on duty spent with contacts, 0..1; undefined before there is any. */
export function occupancy({ talkMs, wrapUpMs, readyMs }: Times): number | undefined {
  const busyMs = talkMs + wrapUpMs;
  const onDutyMs = busyMs + readyMs;
  return onDutyMs === 0 ? undefined : busyMs / onDutyMs;
}
