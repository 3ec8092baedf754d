import { Popover } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { ActionButton } from './action-button.tsx';

type Props = Omit<ComponentProps<typeof ActionButton>, 'isOpen' | 'onPress'> & {
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  /** What the dialog is called, where that is not what the button is. */
  readonly dialogName?: string;
  readonly position?: 'bottom-start' | 'bottom-end';
  readonly width?: number;
  readonly children: ReactNode;
};

/** A button of the toolbar with the dialog that it opens. */
export function ActionPopover(props: Props) {
  const { isOpen, onOpen, dialogName, position = 'bottom-end', width, children, ...button } = props;
  return (
    <Popover
      opened={isOpen}
      onChange={onOpen}
      position={position}
      {...(width === undefined ? {} : { width })}
      trapFocus
      returnFocus
      // The place around the button is no button: what is said of it is said below.
      withRoles={false}
    >
      <Popover.Target>
        <span className="action-place">
          <ActionButton {...button} isOpen={isOpen} onPress={() => onOpen(!isOpen)} />
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={dialogName ?? button.label}>
        {children}
      </Popover.Dropdown>
    </Popover>
  );
}
