import { IconClockPlus } from '@tabler/icons-react';
import type { ActionOf } from './interaction-action.tsx';

export const extendWrapUp: ActionOf = {
  action: 'extend-wrap-up',
  label: () => 'Extend',
  icon: () => <IconClockPlus size={16} aria-hidden />,
  command: ({ id }) => ({ type: 'extend-wrap-up', interactionId: id }),
};
