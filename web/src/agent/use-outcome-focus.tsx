import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { useEffect, useRef } from 'react';
import type { DraftState } from './draft-keeper.ts';
import type { KeyedAction } from './key-table.ts';
import { isTyping } from './keys.ts';
import { nextField } from './next-field.ts';
import { runAction } from './use-keys.tsx';

/** When the agent has ended the call, the focus goes to what they say next, unless they type. */
export function useOutcomeFocus(interaction: InteractionView, { draft }: DraftState): void {
  const { phase, endedBy, outcomes } = interaction;
  const before = useRef(phase);
  const next = useRef<KeyedAction>('note');
  next.current = nextField(draft, outcomes);
  useEffect(() => {
    const isNew = before.current !== phase;
    before.current = phase;
    if (!isNew || phase !== 'wrap-up' || endedBy !== 'agent') return;
    if (!isTyping(document.activeElement)) runAction(next.current);
  }, [phase, endedBy]);
}
