import { pendingAfterLoss } from '../agents/agent-session.ts';
import { assert } from '../basics/assert.ts';
import type { AttemptIn } from '../dialing/attempt.ts';
import {
  agentOf,
  attemptOf,
  interactionOf,
  putAgent,
  putInteraction,
  sessionOf,
} from '../entities.ts';
import type { EndedBy, InCall, Interaction } from '../interactions/interaction.ts';
import { brokenOff, isThree, onHold, talking, wrappingUp } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { raiseLeg } from './agent-legs.ts';
import { enter } from './agent-phases.ts';
import { closeConnected, finish } from './conclude.ts';
import { join } from './connect.ts';
import { closeThird, endThird } from './third-parties.ts';

/** The customer hears music, or the agent again; asked for what is so already, nothing happens. */
export function hold(turn: Turn, interaction: Interaction, held: boolean): void {
  if (interaction.phase === 'connected' && held) {
    putInteraction(turn, onHold(interaction, turn.at));
  } else if (interaction.phase === 'on-hold' && !held) {
    putInteraction(turn, talking(interaction, interaction.connectedAt));
  } else return;
  turn.effects.push({ type: 'hold', attemptId: interaction.attemptId, held });
}

/** The agent's sound has broken off: the customer hears music, and the agent is called again. */
export function breakOff(turn: Turn, interaction: InCall, hasFailed: boolean): void {
  // A third party cannot be left alone with the music; the contact is called back to nobody else.
  if (isThree(interaction)) endThird(turn, interaction);
  const { rejoinMs } = sessionOf(turn.state, interaction.groupId).plan.voice;
  putInteraction(turn, brokenOff(interaction, turn.at, rejoinMs, hasFailed));
  if (interaction.phase !== 'reconnecting') {
    turn.effects.push({ type: 'hold', attemptId: interaction.attemptId, held: true });
  }
  if (!hasFailed) raiseLeg(turn, agentOf(turn.state, interaction.agentId));
}

/** The agent's sound is back. */
export function rejoin(turn: Turn, interaction: InCall): void {
  putInteraction(turn, talking(interaction, interaction.connectedAt));
  join(turn, interaction);
}

/** The agent is called again, or the customer is told that nobody comes back. */
export function onReconnectDue(turn: Turn, interaction: InCall): void {
  if (interaction.phase !== 'reconnecting') return;
  if (interaction.giveUpAt <= turn.at) return giveUp(turn, interaction);
  putInteraction(turn, { ...interaction, retryAt: undefined });
  raiseLeg(turn, agentOf(turn.state, interaction.agentId));
}

function giveUp(turn: Turn, { attemptId, agentId, groupId }: InCall): void {
  const attempt = attemptOf(turn.state, attemptId);
  assert(attempt.phase === 'connected', `attempt ${attemptId} of a conversation is connected`);
  const message = sessionOf(turn.state, groupId).plan.abandonMessage;
  turn.effects.push({ type: 'play-and-release', attemptId, message, when: 'now' });
  const agent = agentOf(turn.state, agentId);
  putAgent(turn, { ...agent, pending: pendingAfterLoss(agent, 'phone-lost') });
  wrapUp(turn, attempt, 'phone-lost');
}

/** The line is closed; the agent finishes the record. */
export function wrapUp(turn: Turn, attempt: AttemptIn<'connected'>, endedBy: EndedBy): void {
  const interaction = interactionOf(turn.state, attempt.interactionId);
  const { connectedAt, cpd, kind, noPerson } = attempt;
  closeConnected(turn, attempt, endedBy);
  if (endedBy !== 'transfer') closeThird(turn, interaction);
  const session = sessionOf(turn.state, interaction.groupId);
  const wasLive = kind !== 'manual' && noPerson === undefined;
  const call = { connectedAt, endedAt: turn.at, endedBy, cpd, wasLive };
  const ended = wrappingUp(interaction, call, session.plan.limits.wrapUpMs);
  putInteraction(turn, ended);
  const agent = agentOf(turn.state, interaction.agentId);
  enter(turn, agent, { phase: 'wrap-up', interactionId: interaction.id });
  if (session.forced) finish(turn, ended, ended.draft, 'wrap-up-over');
}
