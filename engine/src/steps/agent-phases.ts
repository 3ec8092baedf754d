import type { AgentSession, PhaseFacts } from '../agents/agent-session.ts';
import { entered, nextPhase } from '../agents/agent-session.ts';
import type { AgentId } from '../basics/ids.ts';
import { agentOf, putAgent, removeAgent } from '../entities.ts';
import type { Turn } from '../turn.ts';
import { followLeg, playMusic } from './agent-legs.ts';

/** Puts an agent into a phase, with the leg that goes with it, and logs the change. */
export function enter(turn: Turn, agent: AgentSession, facts: PhaseFacts): void {
  putAgent(turn, entered(agent, facts, turn.at));
  const reason = facts.phase === 'not-ready' ? facts.reason : undefined;
  logState(turn, agent.agentId, facts.phase, reason);
  followLeg(turn, agent.agentId);
  // Joined to a customer they hear the customer; the music is ordered off when that is done.
  const stops = agent.phase === 'engaged' && facts.phase !== 'engaged' && facts.phase !== 'talking';
  if (stops) playMusic(turn, agent.agentId, false);
}

/** Nothing is held any more: the status asked for applies, else the next call may come. */
export function settleAgent(turn: Turn, agentId: AgentId): void {
  const agent = agentOf(turn.state, agentId);
  const next = nextPhase(agent);
  if (next === 'logged-off') logOff(turn, agent);
  else enter(turn, { ...agent, pending: undefined }, next);
}

export function logOff(turn: Turn, agent: AgentSession): void {
  const { agentId, phone } = agent;
  removeAgent(turn, agent);
  logState(turn, agentId, 'logged-off', undefined);
  // Whatever is known of the leg: after the shift nobody's phone stays off the hook.
  if (phone.kind !== 'none') turn.effects.push({ type: 'drop-agent', agentId });
}

function logState(turn: Turn, agentId: AgentId, phase: string, reason: string | undefined): void {
  turn.effects.push({ type: 'log-agent-state', agentId, phase, reason, at: turn.at });
}
