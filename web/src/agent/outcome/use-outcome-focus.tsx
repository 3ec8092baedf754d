import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import { useEffect, useRef } from 'react';
import { nextField } from '../fields/next-field.ts';
import type { KeyedAction } from '../keys/key-table.ts';
import { isTyping } from '../keys/keys.ts';
import { runAction } from '../keys/use-keys.tsx';
import type { DraftState } from './draft-keeper.ts';

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
