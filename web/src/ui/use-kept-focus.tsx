import { useEffect } from 'react';

/**
 * Keeps the focus when what had it goes away under it. A button that is off for a moment while its
 * command is on the way gets it back; what is gone hands it to `next`, which finds the place where
 * the work goes on. Without this the next Tab would begin at the top of the page.
 */
export function useKeptFocus(next: () => HTMLElement | null): void {
  useEffect(() => {
    let last: HTMLElement | undefined;
    const onFocusIn = (event: FocusEvent): void => {
      last = event.target instanceof HTMLElement ? event.target : undefined;
    };
    // A press beside everything leaves on purpose; one on a control moves the focus right after.
    const onPress = (): void => {
      last = undefined;
    };
    const look = (): void => {
      if (last === undefined || document.activeElement !== document.body) return;
      if (!last.isConnected) next()?.focus();
      else if (canHaveFocus(last)) last.focus();
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['disabled'],
    });
    document.addEventListener('focusin', onFocusIn);
    document.addEventListener('pointerdown', onPress);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', onFocusIn);
      document.removeEventListener('pointerdown', onPress);
    };
  }, [next]);
}

const canHaveFocus = (element: HTMLElement): boolean =>
  element.isConnected && !element.matches(':disabled');
