import { isNailedUp, legWish } from '../agents/agent-leg.ts';
import { withLeg } from '../agents/agent-phone.ts';
import type { AgentSession } from '../agents/agent-session.ts';
import type { AgentGroupId, AgentId } from '../basics/ids.ts';
import { agentsOf, putAgent } from '../entities.ts';
import type { SiteState } from '../state.ts';
import type { Turn } from '../turn.ts';

/** Raises or drops the agent's leg as their phase wants it. */
export function followLeg(turn: Turn, agentId: AgentId): void {
  const agent = turn.state.agents.get(agentId);
  if (agent === undefined || agent.phone.kind === 'none') return;
  const wish = wishFor(turn.state, agent);
  if (wish === 'up') raiseLeg(turn, agent);
  if (wish === 'down' && agent.phone.leg !== 'down') dropLeg(turn, agent);
}

/** What a campaign wants of the legs has changed: it was loaded, or leaves. */
export function followLegs(turn: Turn, groupId: AgentGroupId): void {
  for (const { agentId } of [...agentsOf(turn.state, groupId)]) followLeg(turn, agentId);
}

export const wishFor = (state: SiteState, agent: AgentSession) =>
  legWish(agent, isNailedUp(agent, state.sessions.values()));

/** Calls the phone of an agent who has no leg; one who cannot be reached is not called. */
export function raiseLeg(turn: Turn, agent: AgentSession): void {
  const { phone, agentId } = agent;
  if (phone.kind === 'none' || phone.leg !== 'down' || !phone.reachable) return;
  putAgent(turn, { ...agent, phone: withLeg(phone, 'raising') });
  turn.effects.push({ type: 'raise-agent', agentId, music: agent.phase === 'engaged' });
}

/** What an agent hears on a leg that is there while nobody is joined to it. */
export function playMusic(turn: Turn, agentId: AgentId, music: boolean): void {
  const phone = turn.state.agents.get(agentId)?.phone;
  if (phone === undefined || phone.kind === 'none' || phone.leg === 'down') return;
  turn.effects.push({ type: 'raise-agent', agentId, music });
}

export function dropLeg(turn: Turn, agent: AgentSession): void {
  putAgent(turn, { ...agent, phone: withLeg(agent.phone, 'down') });
  turn.effects.push({ type: 'drop-agent', agentId: agent.agentId });
}
