import type { AgentId } from '../basics/ids.ts';
import type { CustomerLeg, SurvivingThird } from '../dialing/surviving-leg.ts';
import type { Interaction, Three } from './interaction.ts';
import { isThree } from './interaction.ts';
import type { ThirdParty } from './third-party.ts';
import { colleagueIn } from './third-party.ts';

/**
 * What it means that somebody is in the agent's place: `agent` and `number` as it was meant;
 * `lost`: the third party is not there any more, and nobody is to be alone in the call.
 */
export type TakeOver = 'nothing' | 'agent' | 'number' | 'lost';

/** `agentId`: who is in the agent's place; undefined: a number. */
export function takeOver(interaction: Interaction, agentId: AgentId | undefined): TakeOver {
  // Told twice.
  if (agentId === interaction.agentId) return 'nothing';
  const isMeant = isThree(interaction) && colleagueIn(interaction.third) === agentId;
  if (isMeant) return agentId === undefined ? 'number' : 'agent';
  const isAlone = interaction.phase === 'connected' || interaction.phase === 'on-hold';
  return isAlone ? 'lost' : 'nothing';
}

/**
 * What has become of the third party of a call while the switch could not be reached. `stranger`:
 * one that was let go here; `gone`: one that is not there; `stays`: as it is now, with what is to
 * be ordered or told of it.
 */
export type ThirdMeanwhile =
  | { readonly type: 'nothing' | 'stranger' | 'gone' }
  | { readonly type: 'taken-over'; readonly by: AgentId | undefined }
  | {
      readonly type: 'stays';
      readonly third: ThirdParty;
      readonly hasAnswered: boolean;
      /** Whom the agent is to talk with; undefined when they do. */
      readonly side: SurvivingThird['side'] | undefined;
    };

export function thirdMeanwhile(
  interaction: Interaction,
  leg: CustomerLeg | undefined,
): ThirdMeanwhile {
  if (leg?.third?.hasCall === true) return { type: 'taken-over', by: undefined };
  const by = leg?.state === 'talking' ? leg.agentId : undefined;
  if (by !== undefined && by !== interaction.agentId) return { type: 'taken-over', by };
  const found = leg?.third;
  if (!isThree(interaction)) return { type: found === undefined ? 'nothing' : 'stranger' };
  const { third } = interaction;
  if (found === undefined || found.agentId !== colleagueIn(third)) return { type: 'gone' };
  const side = sideOf(interaction);
  const hasAnswered = found.isUp && third.state !== 'there';
  return {
    type: 'stays',
    // The order to leave them alone was lost.
    third: { ...third, takesOver: third.purpose === 'transfer' },
    hasAnswered,
    side: found.isUp && !hasAnswered && found.side !== side ? side : undefined,
  };
}

const sideOf = (interaction: Three): SurvivingThird['side'] =>
  interaction.phase === 'conference' ? 'both' : interaction.side;
