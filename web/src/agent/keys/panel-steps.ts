const PANELS = [
  'main [role="alertdialog"]',
  'main [role="toolbar"]',
  'main section[aria-label]',
  'main section[aria-labelledby]',
].join();

/** The place after `at` of `count`, or before it, round the end; from nowhere the first or last. */
export function nextPlace(at: number, count: number, step: 1 | -1): number {
  if (at < 0) return step === 1 ? 0 : count - 1;
  return (at + step + count) % count;
}

/** Moves the focus from panel to panel, in the order of the page; Tab goes on inside. */
export function stepPanel(step: 1 | -1): void {
  const panels = [...document.querySelectorAll<HTMLElement>(PANELS)];
  if (panels.length === 0) return;
  const at = panels.findIndex((panel) => panel.contains(document.activeElement));
  const panel = panels[nextPlace(at, panels.length, step)];
  if (panel === undefined) return;
  // Reached by this key and not by Tab, where it would only be one more stop.
  if (!panel.hasAttribute('tabindex')) panel.tabIndex = -1;
  panel.focus();
  panel.scrollIntoView({ block: 'nearest' });
}
