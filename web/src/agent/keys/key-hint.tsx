import { Kbd } from '@mantine/core';
import { KEYS, type KeyedAction } from './key-table.ts';

type Props = {
  readonly action: KeyedAction;
  /** On a button that is filled with colour. */
  readonly isOnButton?: boolean;
};

/** The key of an action, beside its name; those who hear the page get it with the control. */
export function KeyHint({ action, isOnButton = false }: Props) {
  return (
    <Kbd size="xs" className={isOnButton ? 'button-key' : 'key-hint'} aria-hidden>
      {KEYS[action].key}
    </Kbd>
  );
}

/** The same as the attribute has it: `Alt+N`. */
export const ariaKey = (action: KeyedAction): string => KEYS[action].key.replaceAll(' ', '+');
