import { IconGridDots } from '@tabler/icons-react';
import { later } from '../../ui/late/later.tsx';
import { late } from '../late.ts';
import { ActionPopover } from './action-popover.tsx';
import type { Acted } from './interaction-action.tsx';
import { useActionDialog } from './use-action-dialog.tsx';

const KeypadKeys = later(late, (file) => file.KeypadKeys);

type Props = { readonly interaction: Acted; readonly isSmall: boolean };

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
