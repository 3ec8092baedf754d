import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { ActionOf } from './interaction-action.tsx';

export const hold: ActionOf = {
  action: 'hold',
  label: ({ phase }) => (phase === 'on-hold' ? 'Resume' : 'Hold'),
  icon: ({ phase }) =>
    phase === 'on-hold' ? (
      <IconPlayerPlay size={16} aria-hidden />
    ) : (
      <IconPlayerPause size={16} aria-hidden />
    ),
  command: ({ id, phase }) => ({ type: 'hold', interactionId: id, held: phase !== 'on-hold' }),
};
