import type { AgentRow } from '@outpace/engine/views/supervisor-view.ts';

/** Why a supervisor should look at an agent first; `none` for everybody who simply works. */
export type Attention =
  | 'connection-lost'
  | 'phone-lost'
  | 'long-wrap-up'
  | 'missed-offer'
  | 'long-not-ready'
  | 'long-ready'
  | 'none';

export const ATTENTION_WORDS: Readonly<Record<Exclude<Attention, 'none'>, string>> = {
  'connection-lost': 'Browser not connected',
  'phone-lost': 'Cannot be called',
  'long-wrap-up': 'Long after call work',
  'missed-offer': 'Let a preview run out',
  'long-not-ready': 'Not Ready for long',
  'long-ready': 'Waits for long',
};

/* Where the eye is drawn, ms. They order a table and decide nothing. */
const LONG_WRAP_UP_MS = 90_000;
const LONG_NOT_READY_MS = 600_000;
const LONG_READY_MS = 180_000;

const ORDER: readonly Attention[] = [
  'connection-lost',
  'phone-lost',
  'long-wrap-up',
  'missed-offer',
  'long-not-ready',
  'long-ready',
  'none',
];

/** `now` is the server's clock, ms since 1970. */
export function attentionOf(agent: AgentRow, now: number): Attention {
  const forMs = now - agent.since;
  if (!agent.connected) return 'connection-lost';
  if (agent.phase === 'not-ready' && agent.reason === 'phone-lost') return 'phone-lost';
  if (agent.phase === 'wrap-up' && forMs > LONG_WRAP_UP_MS) return 'long-wrap-up';
  if (agent.phase === 'not-ready' && agent.reason === 'no-answer') return 'missed-offer';
  if (agent.phase === 'not-ready' && forMs > LONG_NOT_READY_MS) return 'long-not-ready';
  if (agent.phase === 'ready' && forMs > LONG_READY_MS) return 'long-ready';
  return 'none';
}

/**
 * What needs attention comes first, the longest first. The rest stays by name: with everybody at
 * work a row must not jump each time its call ends.
 */
export function byAttention(agents: readonly AgentRow[], now: number): readonly AgentRow[] {
  const placed = agents.map((agent) => ({ agent, place: ORDER.indexOf(attentionOf(agent, now)) }));
  const quiet = ORDER.indexOf('none');
  return placed
    .sort(
      (a, b) =>
        a.place - b.place ||
        (a.place === quiet ? 0 : a.agent.since - b.agent.since) ||
        a.agent.name.localeCompare(b.agent.name),
    )
    .map(({ agent }) => agent);
}

/** Those of one agent group; of all, when the group is not known. */
export const agentsOf = (
  agents: readonly AgentRow[],
  agentGroupId: string | undefined,
): readonly AgentRow[] =>
  agentGroupId === undefined
    ? agents
    : agents.filter(({ groupIds }) => groupIds.some((id) => id === agentGroupId));
