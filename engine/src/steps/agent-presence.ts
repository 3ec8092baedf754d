import type { AgentSession } from '../agents/agent-session.ts';
import { newAgent } from '../agents/agent-session.ts';
import { unreachable } from '../basics/assert.ts';
import type { AgentId } from '../basics/ids.ts';
import { attemptOf, interactionOf, putAgent, putAttempt } from '../entities.ts';
import type { AgentEvent } from '../event.ts';
import type { Turn } from '../turn.ts';
import { enter, logOff } from './agent-phases.ts';
import { endUnreached, finish } from './conclude.ts';
import { withLoaded } from './notices.ts';
import { passBack } from './offers.ts';

type LoggedOn = Extract<AgentEvent, { type: 'agent-logged-on' }>;

/** Logging on twice is the same as once; an agent begins not ready. */
export function onLoggedOn(turn: Turn, who: LoggedOn): void {
  const { state, at } = turn;
  if (state.agents.has(who.agentId) || state.agents.size >= state.limits.agentsMax) return;
  const agent = newAgent(who, state.phones, at);
  enter(turn, withLoaded(turn, agent), { phase: 'not-ready', reason: 'logged-on' });
}

export function onConnected(turn: Turn, agentId: AgentId): void {
  const agent = turn.state.agents.get(agentId);
  if (agent?.goneSince !== undefined) putAgent(turn, { ...agent, goneSince: undefined });
}

export function onDisconnected(turn: Turn, agentId: AgentId): void {
  const agent = turn.state.agents.get(agentId);
  if (agent === undefined || agent.goneSince !== undefined) return;
  putAgent(turn, { ...agent, goneSince: turn.at });
}

/** The grace time is over and no browser came back. */
export function onGone(turn: Turn, agent: AgentSession): void {
  switch (agent.phase) {
    case 'ready':
      return enter(turn, agent, { phase: 'not-ready', reason: 'connection-lost' });
    case 'previewing':
      return losePreview(turn, agent);
    case 'reserved':
      return loseReservation(turn, agent);
    case 'talking':
      return loseDialing(turn, agent);
    case 'not-ready':
      return logOff(turn, agent);
    case 'wrap-up':
      return loseWrapUp(turn, agent);
    default:
      return unreachable(agent);
  }
}

type In<Phase extends AgentSession['phase']> = Extract<AgentSession, { phase: Phase }>;
const LOST = { phase: 'not-ready', reason: 'connection-lost' } as const;

function losePreview(turn: Turn, agent: In<'previewing'>): void {
  const offer = turn.state.offers.get(agent.offerId);
  enter(turn, agent, LOST);
  if (offer !== undefined) passBack(turn, offer, 'withdrawn');
}

/** The call goes on without its agent: whoever is free when the person answers takes it. */
function loseReservation(turn: Turn, agent: In<'reserved'>): void {
  const attempt = turn.state.attempts.get(agent.attemptId);
  enter(turn, agent, LOST);
  if (attempt !== undefined) putAttempt(turn, { ...attempt, agentId: undefined });
}

/** A person on the line is kept; one who has not answered yet is not rung for nobody. */
function loseDialing(turn: Turn, agent: In<'talking'>): void {
  const interaction = interactionOf(turn.state, agent.interactionId);
  if (interaction.phase === 'connected' || interaction.phase === 'wrap-up') return;
  const attempt = attemptOf(turn.state, interaction.attemptId);
  putAgent(turn, { ...agent, pending: { to: 'not-ready', reason: 'connection-lost' } });
  turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
  endUnreached(turn, attempt, 'dropped-on-no-answer');
}

function loseWrapUp(turn: Turn, agent: In<'wrap-up'>): void {
  const interaction = interactionOf(turn.state, agent.interactionId);
  if (interaction.phase !== 'wrap-up') return;
  putAgent(turn, { ...agent, pending: { to: 'not-ready', reason: 'connection-lost' } });
  finish(turn, interaction, interaction.draft, 'wrap-up-over');
}
