import { tallied } from '../agents/agent-session.ts';
import type { AgentId } from '../basics/ids.ts';
import { elapsed } from '../basics/time.ts';
import type { AttemptIn } from '../dialing/attempt.ts';
import { agentOf, interactionOf, putAgent, putAttempt, putInteraction } from '../entities.ts';
import type { Three } from '../interactions/interaction.ts';
import { handedOver, isThree } from '../interactions/interaction.ts';
import { takeOver } from '../interactions/third-meanwhile.ts';
import type { Turn } from '../turn.ts';
import { enter, settleAgent } from './agent-phases.ts';
import { join } from './connect.ts';
import { wrapUp } from './in-call.ts';
import { record } from './recordings.ts';
import { saveThird, tell } from './third-parties.ts';

/** The switch has put somebody in the agent's place; `agentId`: undefined for a number. */
export function onTransferred(
  turn: Turn,
  attempt: AttemptIn<'connected'>,
  agentId: AgentId | undefined,
): void {
  const interaction = interactionOf(turn.state, attempt.interactionId);
  switch (takeOver(interaction, agentId)) {
    case 'nothing':
      return;
    case 'agent':
      if (isThree(interaction) && agentId !== undefined) {
        handOver(turn, attempt, interaction, agentId);
      }
      return;
    case 'number':
      if (isThree(interaction)) releaseTo(turn, attempt, interaction);
      return;
    case 'lost':
      join(turn, interaction);
      turn.effects.push({ type: 'end-consultation', attemptId: attempt.id });
      if (interaction.phase !== 'on-hold') return;
      turn.effects.push({ type: 'hold', attemptId: attempt.id, held: true });
  }
}

/** All rights to the record are the colleague's; the agent is free at once. */
function handOver(
  turn: Turn,
  attempt: AttemptIn<'connected'>,
  interaction: Three,
  to: AgentId,
): void {
  const { state, at } = turn;
  const { agentId: from, id: interactionId } = interaction;
  saveThird(turn, interaction, 'transferred');
  const now = handedOver(interaction, to, at);
  putInteraction(turn, now);
  putAttempt(turn, { ...attempt, agentId: to });
  turn.effects.push({ type: 'transfer-interaction', interactionId, from, to, at });
  if (now.draft !== interaction.draft) {
    turn.effects.push({ type: 'save-draft', interactionId, ...now.draft });
  }
  const taker = tallied(tallied(agentOf(state, to), 'calls', 1), 'contacts', 1);
  enter(turn, taker, { phase: 'talking', interactionId });
  const talkMs = elapsed(interaction.takenOverAt ?? interaction.connectedAt, at);
  putAgent(turn, tallied(agentOf(state, from), 'talkMs', talkMs));
  tell(turn, from, now, 'taken-over', to);
  settleAgent(turn, from);
}

/** The contact talks with somebody outside: the call is over for this agent, the record is not. */
function releaseTo(turn: Turn, attempt: AttemptIn<'connected'>, interaction: Three): void {
  const { state: recording } = interaction.recording;
  // What the two say to each other now is not ours.
  if (recording === 'on' || recording === 'paused') record(turn, interaction, 'stop');
  saveThird(turn, interaction, 'transferred');
  wrapUp(turn, attempt, 'transfer');
}
