import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { IconGridDots } from '@tabler/icons-react';
import { ActionPopover } from './action-popover.tsx';
import { KeypadKeys } from './keypad-keys.tsx';
import { useActionDialog } from './use-action-dialog.tsx';

type Props = { readonly interaction: InteractionView; readonly isSmall: boolean };

/** Digits for the machine at the other end: pressed here or typed. */
export function Keypad({ interaction, isSmall }: Props) {
  const dialog = useActionDialog('send-digits', interaction);
  return (
    <ActionPopover
      label="Keypad"
      icon={<IconGridDots size={16} aria-hidden />}
      isSmall={isSmall}
      variant="default"
      {...dialog}
    >
      <KeypadKeys interactionId={interaction.id} />
    </ActionPopover>
  );
}
