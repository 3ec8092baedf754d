import { Button, type ButtonProps, Loader, Tooltip } from '@mantine/core';
import { createContext, type ReactNode, useContext, useId } from 'react';

/** Says which button could not be pressed and why, for all buttons of one place. */
export const Tried = createContext<(what: string) => void>(() => {});

type Props = Pick<ButtonProps, 'variant' | 'color' | 'size' | 'rightSection'> & {
  readonly label: string;
  readonly icon?: ReactNode;
  readonly shortcut?: string;
  /** Why it cannot be pressed now; undefined when it can. */
  readonly refused?: string | undefined;
  readonly busy?: boolean;
  /** Only the icon is shown; the name is in the tooltip. */
  readonly isSmall?: boolean;
  /** Whether what it opens is open; undefined when it opens nothing. */
  readonly isOpen?: boolean;
  readonly onPress: () => void;
};

/**
 * A button that says why it is off. It stays in the tab order while it is, because a control that
 * cannot be reached cannot be asked; `aria-disabled` tells its state.
 */
export function ActionButton(props: Props) {
  const { label, icon, shortcut, refused, busy, isSmall = false, isOpen, onPress, ...look } = props;
  const onTried = useContext(Tried);
  const whyId = useId();
  const hint = hintOf(props);
  return (
    <>
      <Tooltip label={hint} disabled={hint === undefined}>
        <Button
          {...look}
          {...(isSmall ? { 'aria-label': label, px: 9 } : { leftSection: busy ? BUSY : icon })}
          // Not `loading`, which is `disabled` too and would lose the focus.
          aria-busy={busy === true || undefined}
          {...(refused === undefined ? {} : { 'data-disabled': true })}
          {...(isOpen === undefined ? {} : { 'aria-haspopup': 'dialog', 'aria-expanded': isOpen })}
          aria-disabled={refused !== undefined || undefined}
          aria-describedby={refused === undefined ? undefined : whyId}
          {...(shortcut === undefined
            ? {}
            : { 'aria-keyshortcuts': shortcut.replaceAll(' ', '+') })}
          onClick={(event) => {
            if (refused === undefined) return busy === true ? undefined : onPress();
            event.preventDefault();
            onTried(`${label}: ${refused}`);
          }}
        >
          {isSmall ? icon : label}
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

const BUSY = <Loader size={14} color="currentColor" aria-hidden />;

/** Why it is off, else its key; what shows no name says its name first. */
function hintOf({ label, shortcut, refused, isSmall }: Props): string | undefined {
  const named = shortcut === undefined ? label : `${label} · ${shortcut}`;
  if (refused !== undefined) return isSmall ? `${label}: ${refused}` : refused;
  return shortcut === undefined && !isSmall ? undefined : named;
}
