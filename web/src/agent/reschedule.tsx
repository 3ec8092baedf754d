import { Popover } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { IconCalendarTime } from '@tabler/icons-react';
import { useState } from 'react';
import { ActionButton } from './action-button.tsx';
import { refusedBecause } from './actions/interaction-action.tsx';
import type { DraftKeeper } from './draft-keeper.ts';
import { KEYS } from './key-table.ts';
import { RescheduleForm } from './reschedule-form.tsx';
import { useKeys } from './use-keys.tsx';

type Props = {
  readonly interaction: InteractionView;
  readonly keeper: DraftKeeper;
  readonly isSmall: boolean;
};

/** A promise to call back: part of the draft, and a fact at Mark done. */
export function Reschedule({ interaction, keeper, isSmall }: Props) {
  const [isOpen, setOpen] = useState(false);
  const refused = refusedBecause('reschedule', interaction);
  const isShown = isOpen && refused === undefined;
  const isSet = interaction.draft.callback !== undefined;
  const toggle = (): void => setOpen(!isShown);
  useKeys([{ action: 'reschedule', refused, run: toggle }]);
  return (
    <Popover
      opened={isShown}
      onChange={setOpen}
      position="bottom-end"
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <span className="action-place">
          <ActionButton
            label="Reschedule"
            icon={<IconCalendarTime size={16} aria-hidden />}
            shortcut={KEYS.reschedule.key}
            isSmall={isSmall}
            isOpen={isShown}
            {...(isSet
              ? { variant: 'outline', color: 'var(--accent, blue)' }
              : { variant: 'default' })}
            refused={refused}
            onPress={toggle}
          />
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label="Reschedule">
        <RescheduleForm interaction={interaction} keeper={keeper} onDone={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
