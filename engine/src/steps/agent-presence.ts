import type { AgentSession } from '../agents/agent-session.ts';
import { newAgent, pendingAfterLoss } from '../agents/agent-session.ts';
import { unreachable } from '../basics/assert.ts';
import type { AgentId } from '../basics/ids.ts';
import {
  attemptOf,
  consultationOf,
  interactionOf,
  putAgent,
  putAttempt,
  putInteraction,
} from '../entities.ts';
import type { AgentEvent } from '../event.ts';
import { isInCall } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { loseCall, losePreview } from './agent-losses.ts';
import { enter, logOff, settleAgent } from './agent-phases.ts';
import { letGo } from './cancel.ts';
import { finish } from './conclude.ts';
import { loseEngaged } from './disengage.ts';
import { onInternalCallDue } from './internal-calls.ts';
import { onPlacingDue } from './manual-calls.ts';
import { withLoaded } from './notices.ts';
import { endThird } from './third-parties.ts';

type LoggedOn = Extract<AgentEvent, { type: 'agent-logged-on' }>;

/**
 * An agent begins not ready. Logging on twice is the same as once, but for the name and the groups:
 * an agent who was found talking after a restart has them from an old row.
 */
export function onLoggedOn(turn: Turn, who: LoggedOn): void {
  const { state, at } = turn;
  const known = state.agents.get(who.agentId);
  if (known !== undefined) return rename(turn, known, who);
  if (state.agents.size >= state.limits.agentsMax) return;
  const agent = newAgent(who, state.phones, at);
  enter(turn, withLoaded(turn, agent), { phase: 'not-ready', reason: 'logged-on' });
  askForPhone(turn, agent);
}

function rename(turn: Turn, agent: AgentSession, { name, groupIds }: LoggedOn): void {
  if (name === agent.name && `${groupIds}` === `${agent.groupIds}`) return;
  putAgent(turn, { ...agent, name, groupIds });
}

/** A browser may have registered before its agent was known here: the switch says it once more. */
export function askForPhone(turn: Turn, { agentId, phone }: AgentSession): void {
  if (phone.kind !== 'browser') return;
  turn.effects.push({ type: 'set-agent-phone', agentId, phone: { kind: 'browser' } });
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

/** The grace time is over and no browser came back, or a call of their own came to nothing. */
export function onGone(turn: Turn, agent: AgentSession): void {
  switch (agent.phase) {
    case 'ready':
      return enter(turn, agent, LOST);
    case 'previewing':
      return losePreview(turn, agent, LOST.reason);
    case 'placing':
      return onPlacingDue(turn, agent);
    case 'internal':
      return onInternalCallDue(turn, agent);
    case 'reserved':
      return loseReservation(turn, agent);
    case 'engaged':
      return loseEngaged(turn, agent, LOST.reason);
    case 'talking':
      return loseDialing(turn, agent);
    case 'consulted':
      return loseConsulted(turn, agent);
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

/** The call goes on without its agent: whoever is free when the person answers takes it. */
function loseReservation(turn: Turn, agent: In<'reserved'>): void {
  const attempt = turn.state.attempts.get(agent.attemptId);
  enter(turn, agent, LOST);
  if (attempt?.phase === 'validating') return letGo(turn, attempt);
  if (attempt !== undefined) putAttempt(turn, { ...attempt, agentId: undefined });
}

/** A conversation is kept: its sound goes another way than the screen. */
function loseDialing(turn: Turn, agent: In<'talking'>): void {
  const interaction = interactionOf(turn.state, agent.interactionId);
  if (isInCall(interaction) || interaction.phase === 'wrap-up') return;
  loseCall(turn, agent, attemptOf(turn.state, interaction.attemptId), LOST.reason);
}

/** Who has not come yet does not come; who talks is kept as in any call. */
function loseConsulted(turn: Turn, agent: In<'consulted'>): void {
  const interaction = consultationOf(turn.state, agent);
  if (interaction === undefined || interaction.third.state === 'there') return;
  putAgent(turn, { ...agent, pending: pendingAfterLoss(agent, LOST.reason) });
  endThird(turn, interaction);
}

function loseWrapUp(turn: Turn, agent: In<'wrap-up'>): void {
  const interaction = interactionOf(turn.state, agent.interactionId);
  if (interaction.phase !== 'wrap-up') return;
  putAgent(turn, { ...agent, pending: { to: 'not-ready', reason: 'connection-lost' } });
  if (interaction.agentId !== agent.agentId) {
    putInteraction(turn, { ...interaction, partner: undefined });
    return settleAgent(turn, agent.agentId);
  }
  finish(turn, interaction, interaction.draft, 'wrap-up-over');
}
