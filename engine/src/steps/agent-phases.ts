import type { AgentSession, NotReadyReason } from '../agents/agent-session.ts';
import type { AgentId, InteractionId } from '../basics/ids.ts';
import { elapsed } from '../basics/time.ts';
import { agentOf, putAgent, removeAgent } from '../entities.ts';
import type { Turn } from '../turn.ts';

/** The facts of a phase, without those that every phase has. */
export type PhaseFacts =
  | { readonly phase: 'not-ready'; readonly reason: NotReadyReason }
  | { readonly phase: 'ready' }
  | Pick<Extract<AgentSession, { phase: 'previewing' }>, 'phase' | 'offerId'>
  | Pick<Extract<AgentSession, { phase: 'reserved' }>, 'phase' | 'attemptId'>
  | { readonly phase: 'talking'; readonly interactionId: InteractionId }
  | { readonly phase: 'wrap-up'; readonly interactionId: InteractionId };

/** Puts an agent into a phase, logs the change, and counts the time in the phase that ends. */
export function enter(turn: Turn, agent: AgentSession, facts: PhaseFacts): void {
  const { agentId, name, groupIds, loggedOnAt, goneSince, notices, lastOutcome } = agent;
  const today = withTime(agent, turn);
  const common = { agentId, name, groupIds, loggedOnAt, goneSince, notices, lastOutcome, today };
  putAgent(turn, { ...common, pending: agent.pending, since: turn.at, ...facts });
  turn.effects.push({
    type: 'log-agent-state',
    agentId,
    phase: facts.phase,
    reason: facts.phase === 'not-ready' ? facts.reason : undefined,
    at: turn.at,
  });
}

/** Nothing is held any more: the status asked for meanwhile applies, else the next call may come. */
export function settleAgent(turn: Turn, agentId: AgentId): void {
  const agent = agentOf(turn.state, agentId);
  const { pending } = agent;
  const free = { ...agent, pending: undefined };
  if (pending === undefined || pending.to === 'ready') return enter(turn, free, { phase: 'ready' });
  if (pending.to === 'logged-off') return logOff(turn, agent);
  return enter(turn, free, { phase: 'not-ready', reason: pending.reason });
}

export function logOff(turn: Turn, agent: AgentSession): void {
  removeAgent(turn, agent);
  turn.effects.push({
    type: 'log-agent-state',
    agentId: agent.agentId,
    phase: 'logged-off',
    reason: undefined,
    at: turn.at,
  });
}

function withTime(agent: AgentSession, turn: Turn): AgentSession['today'] {
  const spent = elapsed(agent.since, turn.at);
  const { today } = agent;
  switch (agent.phase) {
    case 'ready':
      return { ...today, readyMs: today.readyMs + spent };
    case 'wrap-up':
      return { ...today, wrapUpMs: today.wrapUpMs + spent };
    default:
      return today;
  }
}
