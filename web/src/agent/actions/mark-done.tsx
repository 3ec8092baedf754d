import type { Draft } from '@outpace/engine/interactions/interaction.ts';
import { IconCheck } from '@tabler/icons-react';
import type { ActionOf } from './interaction-action.tsx';

/** `take` gives the draft as it stands in the fields; Mark done saves it along. */
export const markDone = (take: () => Draft): ActionOf => ({
  action: 'mark-done',
  label: () => 'Mark done',
  icon: () => <IconCheck size={16} aria-hidden />,
  command: ({ id }) => ({ type: 'mark-done', interactionId: id, draft: take() }),
});
