import type { InteractionAction } from '@outpace/engine/interactions/allowed-actions.ts';
import { useState } from 'react';
import { KEYS, type KeyedAction } from '../keys/key-table.ts';
import { useKeys } from '../keys/use-keys.tsx';
import { type Acted, refusedBecause } from './interaction-action.tsx';

/** The dialog of an action with a key: open only while the action can be done. */
export function useActionDialog(action: InteractionAction & KeyedAction, interaction: Acted) {
  const [isWanted, onOpen] = useState(false);
  const refused = refusedBecause(action, interaction);
  const isOpen = isWanted && refused === undefined;
  useKeys([{ action, refused, run: () => onOpen(!isOpen) }]);
  return { isOpen, onOpen, refused, shortcut: KEYS[action].key };
}
