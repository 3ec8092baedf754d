import { interactionOf, putInteraction } from '../entities.ts';
import type { SwitchEvent } from '../event.ts';
import type { Interaction, Three } from '../interactions/interaction.ts';
import { isThree } from '../interactions/interaction.ts';
import { withThirdEvent } from '../interactions/third-party.ts';
import type { Turn } from '../turn.ts';
import { onTransferred } from './hand-over.ts';
import { beginConference, endThird, saveThird } from './third-parties.ts';
import { onDestination } from './transferring.ts';

export type ThirdPartyEvent = Extract<SwitchEvent, { type: 'consultation' | 'call-transferred' }>;

/** What the switch says of the third party of a call. */
export function onThirdPartyEvent(turn: Turn, event: ThirdPartyEvent): void {
  const attempt = turn.state.attempts.get(event.attemptId);
  if (attempt?.phase === 'transferring') return onDestination(turn, attempt, event);
  if (attempt?.phase !== 'connected') return;
  if (event.type === 'call-transferred') return onTransferred(turn, attempt, event.agentId);
  const interaction = interactionOf(turn.state, attempt.interactionId);
  if (!isThree(interaction)) return;
  if (event.state === 'ended') endThird(turn, interaction);
  else onThirdNews(turn, interaction, event.state);
}

/** The third party's phone rings, or was answered. */
export function onThirdNews(turn: Turn, interaction: Three, said: 'ringing' | 'answered'): void {
  const third = withThirdEvent(interaction.third, said, turn.at);
  if (third === interaction.third) return;
  const now = { ...interaction, third };
  putInteraction(turn, now);
  if (said !== 'answered') return;
  if (third.purpose === 'conference') beginConference(turn, now);
  else saveThird(turn, now, 'there');
}

/** A target that does not answer is called no longer. */
export function onThirdDue(turn: Turn, interaction: Interaction): void {
  if (interaction.phase !== 'consulting') return;
  const { state, giveUpAt } = interaction.third;
  if (state !== 'there' && giveUpAt <= turn.at) endThird(turn, interaction);
}
