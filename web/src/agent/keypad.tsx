import { Popover } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { IconGridDots } from '@tabler/icons-react';
import { useState } from 'react';
import { ActionButton } from './action-button.tsx';
import { refusedBecause } from './actions/interaction-action.tsx';
import { KEYS } from './key-table.ts';
import { KeypadKeys } from './keypad-keys.tsx';
import { useKeys } from './use-keys.tsx';

type Props = { readonly interaction: InteractionView; readonly isSmall: boolean };

/** Digits for the machine at the other end: pressed here or typed. */
export function Keypad({ interaction, isSmall }: Props) {
  const [isOpen, setOpen] = useState(false);
  const refused = refusedBecause('send-digits', interaction);
  const isShown = isOpen && refused === undefined;
  const toggle = (): void => setOpen(!isShown);
  useKeys([{ action: 'send-digits', refused, run: toggle }]);
  return (
    <Popover
      opened={isShown}
      onChange={setOpen}
      position="bottom-end"
      trapFocus
      returnFocus
      // The place around the button is no button: what is said of it is said below.
      withRoles={false}
    >
      <Popover.Target>
        <span className="action-place">
          <ActionButton
            label="Keypad"
            icon={<IconGridDots size={16} aria-hidden />}
            shortcut={KEYS['send-digits'].key}
            isSmall={isSmall}
            isOpen={isShown}
            variant="default"
            refused={refused}
            onPress={toggle}
          />
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Keypad">
        <KeypadKeys interactionId={interaction.id} />
      </Popover.Dropdown>
    </Popover>
  );
}
