import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import type { PaletteItem } from '../ui/palette.tsx';
import { endCall } from './actions/end-call.tsx';
import { extendWrapUp } from './actions/extend-wrap-up.tsx';
import { hold } from './actions/hold.tsx';
import { refusedBecause } from './actions/interaction-action.tsx';
import { mute } from './actions/mute.tsx';
import { recordingActions } from './actions/recording-actions.tsx';

/** The call's actions in the palette; Mark done and Keypad need what is beside them. */
export function interactionItems(
  interaction: InteractionView | undefined,
  run: (command: AgentCommandBody) => void,
): readonly PaletteItem[] {
  if (interaction === undefined) return [];
  const recording = recordingActions(interaction);
  return [endCall, hold, mute, ...recording, extendWrapUp].map(
    ({ action, label, key, command }) => ({
      id: action,
      label: label(interaction),
      key,
      refused: refusedBecause(action, interaction),
      run: () => run(command(interaction)),
    }),
  );
}
