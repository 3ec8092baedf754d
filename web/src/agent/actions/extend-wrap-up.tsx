import { IconClockPlus } from '@tabler/icons-react';
import type { ActionOf } from './interaction-action.tsx';

export const extendWrapUp: ActionOf = {
  action: 'extend-wrap-up',
  label: () => 'Extend',
  key: 'Shift F9',
  icon: () => <IconClockPlus size={16} aria-hidden />,
  command: ({ id }) => ({ type: 'extend-wrap-up', interactionId: id }),
};
