import { unreachable } from '../basics/assert.ts';
import type { AgentId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { putInteraction, sessionOf } from '../entities.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { isThree, isTwo } from '../interactions/interaction.ts';
import { parseTarget } from '../interactions/targets.ts';
import type { ThirdPartyCommand } from '../interactions/third-party-command.ts';
import type { Turn } from '../turn.ts';
import { settleAgent } from './agent-phases.ts';
import { beginConference, callThird, endThird } from './third-parties.ts';

type CommandOf<Type extends ThirdPartyCommand['type']> = Extract<ThirdPartyCommand, { type: Type }>;

/** A command that role and phase allow. */
export function onThirdPartyCommand(
  turn: Turn,
  interaction: Interaction,
  command: ThirdPartyCommand,
  by: AgentId,
): Refusal | undefined {
  switch (command.type) {
    case 'consult':
    case 'transfer':
    case 'conference':
      return begin(turn, interaction, command);
    case 'talk-with':
      return talkWith(turn, interaction, command.side);
    case 'complete-transfer':
      return completeTransfer(turn, interaction);
    case 'complete-conference':
      return completeConference(turn, interaction);
    case 'end-consultation':
    case 'leave-consultation':
      return leave(turn, interaction, by);
    default:
      return unreachable(command);
  }
}

function begin(
  turn: Turn,
  interaction: Interaction,
  { type, target: wanted }: CommandOf<'consult' | 'transfer' | 'conference'>,
): Refusal | undefined {
  if (!isTwo(interaction)) return refusal('CALL_NOT_CONNECTED');
  const { agents, suppressed } = turn.state;
  const { campaignId } = sessionOf(turn.state, interaction.groupId).plan;
  const target = parseTarget(wanted, interaction, { agents, suppressed, campaignId });
  if (!target.ok) return refusal(target.problem);
  callThird(turn, interaction, target.value, type);
  return undefined;
}

/** Asked for what is so already, nothing happens. */
function talkWith(turn: Turn, interaction: Interaction, side: 'customer' | 'target'): undefined {
  if (interaction.phase !== 'consulting' || interaction.side === side) return;
  putInteraction(turn, { ...interaction, side });
  turn.effects.push({ type: 'talk-with', attemptId: interaction.attemptId, side });
}

/** The agent stays on the screen until the switch has put the third party in their place. */
function completeTransfer(turn: Turn, interaction: Interaction): undefined {
  if (!isThree(interaction)) return;
  putInteraction(turn, { ...interaction, third: { ...interaction.third, takesOver: true } });
  turn.effects.push({ type: 'complete-transfer', attemptId: interaction.attemptId });
}

function completeConference(turn: Turn, interaction: Interaction): undefined {
  if (!isThree(interaction)) return;
  beginConference(turn, interaction);
  turn.effects.push({ type: 'talk-with', attemptId: interaction.attemptId, side: 'both' });
}

/** Nobody has more to say to the third party; a partner leaves the record to its owner. */
function leave(turn: Turn, interaction: Interaction, by: AgentId): undefined {
  if (isThree(interaction)) return void endThird(turn, interaction);
  putInteraction(turn, { ...interaction, partner: undefined });
  settleAgent(turn, by);
}
