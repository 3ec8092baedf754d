import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import { type ReactNode, useId } from 'react';

type Props = Pick<ButtonProps, 'variant' | 'color' | 'size'> & {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  /** Why it cannot be pressed now; undefined when it can. */
  readonly refused?: string | undefined;
  readonly busy?: boolean;
  readonly onPress: () => void;
};

/**
 * A button that says why it is off. It stays in the tab order while it is, because a control that
 * cannot be reached cannot be asked; `aria-disabled` tells its state.
 */
export function ActionButton({ label, icon, shortcut, refused, busy, onPress, ...look }: Props) {
  const whyId = useId();
  const hint = refused ?? (shortcut === undefined ? undefined : `${label} · ${shortcut}`);
  return (
    <>
      <Tooltip label={hint} disabled={hint === undefined}>
        <Button
          {...look}
          leftSection={icon}
          loading={busy === true}
          {...(refused === undefined ? {} : { 'data-disabled': true })}
          aria-disabled={refused !== undefined || undefined}
          aria-describedby={refused === undefined ? undefined : whyId}
          {...(shortcut === undefined ? {} : { 'aria-keyshortcuts': shortcut.replace(' ', '+') })}
          onClick={(event) => {
            if (refused === undefined) return onPress();
            event.preventDefault();
          }}
        >
          {label}
        </Button>
      </Tooltip>
      {refused === undefined ? null : (
        <span id={whyId} className="unseen">
          {refused}
        </span>
      )}
    </>
  );
}
