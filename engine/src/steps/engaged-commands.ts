import type { AgentIn } from '../agents/agent-session.ts';
import type { Engagement } from '../agents/engagement.ts';
import { assert } from '../basics/assert.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import { putAgent, sessionOf } from '../entities.ts';
import type { InteractionAction } from '../interactions/allowed-actions.ts';
import { permissionFor } from '../interactions/allowed-actions.ts';
import { saidAhead } from '../interactions/disposition.ts';
import type { Turn } from '../turn.ts';
import type { InteractionCommand } from './interaction-commands.ts';

/**
 * What an agent asks of an interaction whose contact is not there yet: to mute themselves and to
 * write the note; everything else is refused until somebody is connected.
 */
export function onEngagedCommand(
  turn: Turn,
  agent: AgentIn<'engaged'>,
  command: InteractionCommand,
  action: InteractionAction,
): Refusal | undefined {
  const permission = permissionFor(action, 'engaging');
  if (permission !== 'allowed') return refusal(permission);
  switch (command.type) {
    case 'mute':
      return change(turn, agent, { muted: command.muted });
    case 'save-draft': {
      const { outcomes } = sessionOf(turn.state, agent.engagement.groupId).plan;
      const said = saidAhead(command.draft, outcomes);
      const problem = said === undefined ? 'allowed' : permissionFor(said, 'engaging');
      if (problem !== 'allowed') return refusal(problem);
      return change(turn, agent, { note: command.draft.note, noteSavedAt: turn.at });
    }
    default:
      // What the table allows one day needs a case of its own: nothing is done by halves.
      assert(false, `${command.type} is done before there is a call`);
  }
}

function change(
  turn: Turn,
  agent: AgentIn<'engaged'>,
  what: Partial<Pick<Engagement, 'muted' | 'note' | 'noteSavedAt'>>,
): undefined {
  putAgent(turn, { ...agent, engagement: { ...agent.engagement, ...what } });
}
