import type { AgentSession, PhaseFacts } from '../agents/agent-session.ts';
import { entered, nextPhase } from '../agents/agent-session.ts';
import type { AgentId } from '../basics/ids.ts';
import { agentOf, putAgent, removeAgent } from '../entities.ts';
import type { Turn } from '../turn.ts';

/** Puts an agent into a phase and logs the change. */
export function enter(turn: Turn, agent: AgentSession, facts: PhaseFacts): void {
  putAgent(turn, entered(agent, facts, turn.at));
  const reason = facts.phase === 'not-ready' ? facts.reason : undefined;
  logState(turn, agent.agentId, facts.phase, reason);
}

/** Nothing is held any more: the status asked for applies, else the next call may come. */
export function settleAgent(turn: Turn, agentId: AgentId): void {
  const agent = agentOf(turn.state, agentId);
  const next = nextPhase(agent.pending);
  if (next === 'logged-off') logOff(turn, agent);
  else enter(turn, { ...agent, pending: undefined }, next);
}

export function logOff(turn: Turn, agent: AgentSession): void {
  removeAgent(turn, agent);
  logState(turn, agent.agentId, 'logged-off', undefined);
}

function logState(turn: Turn, agentId: AgentId, phase: string, reason: string | undefined): void {
  turn.effects.push({ type: 'log-agent-state', agentId, phase, reason, at: turn.at });
}
