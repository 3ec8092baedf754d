import { IconMicrophone, IconMicrophoneOff } from '@tabler/icons-react';
import type { ActionOf } from './interaction-action.tsx';

export const mute: ActionOf = {
  action: 'mute',
  label: ({ muted }) => (muted ? 'Unmute' : 'Mute'),
  icon: ({ muted }) =>
    muted ? <IconMicrophone size={16} aria-hidden /> : <IconMicrophoneOff size={16} aria-hidden />,
  command: ({ id, muted }) => ({ type: 'mute', interactionId: id, muted: !muted }),
};
