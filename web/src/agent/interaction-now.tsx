import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { createContext, useContext } from 'react';

/** The whole interaction, for dialogs that are open; what is always shown is given its own part. */
export const InteractionNow = createContext<InteractionView | undefined>(undefined);

export function useInteraction(): InteractionView {
  const interaction = useContext(InteractionNow);
  if (interaction === undefined) throw new Error('a dialog of an interaction is outside of one');
  return interaction;
}
