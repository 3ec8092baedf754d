import { IconPhoneX } from '@tabler/icons-react';
import type { ActionOf } from './interaction-action.tsx';

export const endCall: ActionOf = {
  action: 'end-call',
  label: () => 'End call',
  icon: () => <IconPhoneX size={16} aria-hidden />,
  command: ({ id }) => ({ type: 'end-call', interactionId: id }),
};
