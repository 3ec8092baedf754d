import { useEffect, useRef } from 'react';
import { isKey, isTyping } from './keys.ts';

export type Binding = {
  readonly key: string;
  readonly run: () => void;
  /** Keys that are text or that fields use themselves; default is to act everywhere. */
  readonly where?: 'everywhere' | 'outside-fields' | 'outside-controls';
};

/** Listens for keys of the whole page while the component is shown. */
export function useKeys(bindings: readonly Binding[]): void {
  const latest = useRef(bindings);
  useEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return;
      const binding = latest.current.find(({ key }) => isKey(event, key));
      if (binding === undefined || !mayAct(binding.where ?? 'everywhere')) return;
      event.preventDefault();
      binding.run();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

function mayAct(where: 'everywhere' | 'outside-fields' | 'outside-controls'): boolean {
  const focused = document.activeElement;
  if (where === 'everywhere') return true;
  if (isTyping(focused)) return false;
  if (where === 'outside-fields') return true;
  // Enter on a focused button presses that button, and Escape closes an open menu or dialog.
  return focused?.closest('button, a[href], [role="menu"], [role="dialog"]') == null;
}
