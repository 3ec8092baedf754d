import type { InteractionAction } from '@outpace/engine/interactions/allowed-actions.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import type { ReactNode } from 'react';

/** One thing that can be done with an interaction: its name, its key, its command. */
export type ActionOf = {
  readonly action: InteractionAction;
  readonly label: (interaction: InteractionView) => string;
  readonly key: string;
  readonly icon: (interaction: InteractionView) => ReactNode;
  readonly command: (interaction: InteractionView) => AgentCommandBody;
};

/** Why an action cannot be done now, in a sentence; undefined when it can. */
export function refusedBecause(
  action: InteractionAction,
  { actions }: Pick<InteractionView, 'actions'>,
): string | undefined {
  const permission = actions[action];
  return permission === 'allowed' ? undefined : REFUSALS[permission];
}
