import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PaletteItem, PaletteSource } from '../../ui/palette.tsx';
import { type AtHand, type Binding, BoundActions, type Pressed } from '../actions/bound-actions.ts';
import { KEYS, type KeyedAction } from './key-table.ts';
import { focusPlace } from './keys.ts';

const actions = new BoundActions();

/** Offers actions by key and in the palette, for as long as the component is shown. */
export function useKeys(bindings: readonly Binding[]): void {
  const owner = useRef({});
  // With the paint, not after it: what can be seen can be pressed.
  useLayoutEffect(() => actions.bind(owner.current, bindings));
  useLayoutEffect(() => {
    const { current } = owner;
    return () => actions.unbind(current);
  }, []);
}

/** Runs an action as its key would, where something other than a person asks for it. */
export const runAction = (action: KeyedAction): void => actions.run(action);

/** What is at hand, for the palette. */
export const actionItems: PaletteSource = { subscribe: actions.subscribe, current: currentItems };

let shown: { readonly of: readonly AtHand[]; readonly items: readonly PaletteItem[] } | undefined;

/** The same array until something that can be seen changes. */
function currentItems(): readonly PaletteItem[] {
  const atHand = actions.current();
  if (shown?.of === atHand) return shown.items;
  const items = atHand.map(({ id, action, label, refused }) => ({
    id,
    label,
    refused,
    key: KEYS[action].key,
    run: () => actions.run(id),
  }));
  shown = { of: atHand, items };
  return items;
}

/**
 * Listens for the keys of the whole page; called once, by its frame. Gives the last key that was
 * refused, until the next one or a press of the pointer.
 */
export function useKeyboard(): Extract<Pressed, { type: 'refused' }> | undefined {
  const [last, setLast] = useState<Pressed>({ type: 'none' });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return;
      const pressed = actions.press(
        event,
        focusPlace(event.target instanceof Element ? event.target : null),
      );
      if (pressed.type !== 'none') event.preventDefault();
      setLast((before) => (pressed.type === 'none' && before.type === 'none' ? before : pressed));
    };
    const onPointer = (): void =>
      setLast((before) => (before.type === 'none' ? before : { type: 'none' }));
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointerdown', onPointer);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', onPointer);
    };
  }, []);
  return last.type === 'refused' ? last : undefined;
}
