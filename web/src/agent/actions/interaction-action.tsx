import type { InteractionAction } from '@outpace/engine/interactions/allowed-actions.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import type { ReactNode } from 'react';
import type { KeyedAction } from '../keys/key-table.ts';

/** As much of an interaction as says what can be done with it. */
export type Acted = Pick<InteractionView, 'id' | 'phase' | 'muted' | 'recording' | 'actions'>;

/** One thing that can be done with an interaction: its name and its command; its key by name. */
export type ActionOf = {
  readonly action: InteractionAction & KeyedAction;
  readonly label: (interaction: Acted) => string;
  readonly icon: (interaction: Acted) => ReactNode;
  readonly command: (interaction: Acted) => AgentCommandBody;
};

/** Why an action cannot be done now, in a sentence; undefined when it can. */
export function refusedBecause(
  action: InteractionAction,
  { actions }: Pick<InteractionView, 'actions'>,
): string | undefined {
  const permission = actions[action];
  return permission === 'allowed' ? undefined : REFUSALS[permission];
}
