import type { Draft } from '@outpace/engine/interactions/interaction.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { KeyedAction } from '../keys/key-table.ts';

/** Where the focus goes once the call is over: to what is still empty, else to the note. */
export function nextField(
  { callResult, dispositionCode }: Partial<Pick<Draft, 'callResult' | 'dispositionCode'>>,
  { dispositionMandatory }: Pick<InteractionView['outcomes'], 'dispositionMandatory'>,
): KeyedAction {
  // A refused Mark done asks for the code, so the code comes before a result that may stay empty.
  if (dispositionMandatory && isEmpty(dispositionCode)) return 'set-disposition';
  if (isEmpty(callResult)) return 'set-call-result';
  return 'note';
}

const isEmpty = (chosen: string | null | undefined): boolean =>
  chosen === undefined || chosen === null;
