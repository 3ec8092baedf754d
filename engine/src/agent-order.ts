import type { Instant } from './basics/time.ts';
import type { LogAgentOrder } from './effect.ts';
import type { SupervisorCommand } from './event.ts';

/** What a supervisor orders of one agent. */
export type AgentOrder = Extract<
  SupervisorCommand,
  { type: 'set-agent-status' | 'release-engagement' }
>;

/** What the audit trail keeps of it. */
export function entryOf(order: AgentOrder, by: string, at: Instant): LogAgentOrder {
  const { agentId } = order;
  const entry = { type: 'log-agent-order', by, agentId, at } as const;
  return order.type === 'set-agent-status'
    ? { ...entry, what: 'agent-status-set', status: order.status }
    : { ...entry, what: 'agent-released', status: undefined };
}
