import type { LastShared } from '../agents/agent-session.ts';
import type { AgentId } from '../basics/ids.ts';
import type { SaveThirdParty } from '../effect.ts';
import { agentOf, heldChain, putAgent, putInteraction } from '../entities.ts';
import type { InCall, Interaction, Three, Two } from '../interactions/interaction.ts';
import {
  colleagueOf,
  consulting,
  inConference,
  isThree,
  withoutThird,
} from '../interactions/interaction.ts';
import type { CallTarget, ThirdPurpose } from '../interactions/third-party.ts';
import type { Turn } from '../turn.ts';
import { enter, settleAgent } from './agent-phases.ts';

/** Calls the target; a colleague is theirs from this moment on, and is given nothing else. */
export function callThird(
  turn: Turn,
  interaction: Two,
  target: CallTarget,
  purpose: ThirdPurpose,
): void {
  const { attemptId, id: interactionId } = interaction;
  const now = consulting(interaction, target, purpose, turn.at);
  putInteraction(turn, now);
  saveThird(turn, now, 'called');
  if (target.kind === 'agent') {
    const colleague = agentOf(turn.state, target.agentId);
    const seen = { ...colleague, lastOutcome: undefined, lastShared: undefined };
    enter(turn, seen, { phase: 'consulted', interactionId });
  }
  turn.effects.push({ type: purpose, attemptId, target });
}

/** All three hear each other; a colleague has all rights to the record from now on. */
export function beginConference(turn: Turn, interaction: Three): void {
  const now = inConference(interaction);
  putInteraction(turn, now);
  saveThird(turn, now, 'conference');
}

/** Ends the third party's part for good: the contact is with the agent again. */
export function endThird(turn: Turn, interaction: Three): void {
  // Said also when the switch has said that it is gone: that may be old news of an earlier one.
  turn.effects.push({ type: 'end-consultation', attemptId: interaction.attemptId });
  letThirdGo(turn, interaction, withoutThird(interaction));
}

/** The conversation goes on as `after`, without the third party, who is free for other things. */
export function letThirdGo(turn: Turn, before: Three, after: InCall): void {
  putInteraction(turn, after);
  closeThird(turn, { ...before, partner: undefined });
}

/** As `letThirdGo`, where the conversation itself is over; a partner stays to finish the record. */
export function closeThird(turn: Turn, interaction: Interaction): void {
  if (!isThree(interaction)) return;
  saveThird(turn, interaction, 'ended');
  const colleague = colleagueOf(interaction);
  if (colleague === undefined) return;
  if (interaction.partner === undefined) {
    tell(turn, colleague, interaction, 'consulted', interaction.agentId);
    return settleAgent(turn, colleague);
  }
  const { id: interactionId } = interaction;
  enter(turn, agentOf(turn.state, colleague), { phase: 'wrap-up', interactionId });
}

/** What the agent reads of a call that `other` has, had, or has finished. */
export function tell(
  turn: Turn,
  agentId: AgentId,
  { chainId, phone }: Interaction,
  how: LastShared['how'],
  other: AgentId,
): void {
  const { state, at } = turn;
  const { contactName } = heldChain(state, chainId).chain;
  const lastShared = { at, contactName, phone, how, agentName: agentOf(state, other).name };
  putAgent(turn, { ...agentOf(state, agentId), lastShared });
}

export function saveThird(
  turn: Turn,
  { id: interactionId, agentId: by, third }: Three,
  state: SaveThirdParty['state'],
): void {
  const { serial, target, purpose } = third;
  const what = { interactionId, serial, by, target, purpose, state, at: turn.at };
  turn.effects.push({ type: 'save-third-party', ...what });
}
