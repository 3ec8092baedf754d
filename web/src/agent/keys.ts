/** The part of a keyboard event that is looked at. */
export type Press = {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
};

/** True when `press` is the key written as on the screen: `F9`, `Shift F9`, `Alt R`, `?`. */
export function isKey(press: Press, written: string): boolean {
  if (press.ctrlKey || press.metaKey) return false;
  const parts = written.split(' ');
  const key = parts.at(-1) ?? '';
  if (press.altKey !== parts.includes('Alt')) return false;
  // Alt changes the letter on some keyboards; the place of the key is the same on all.
  if (press.altKey) return press.code === `Key${key}`;
  // A question mark needs Shift on most keyboards, so only named keys look at it.
  if (key.length > 1 && press.shiftKey !== parts.includes('Shift')) return false;
  return press.key === (key === 'Esc' ? 'Escape' : key);
}

/** True while somebody types: keys without a modifier then belong to the text. */
export const isTyping = (target: Element | null): boolean =>
  target?.matches('input, textarea, select, [contenteditable="true"]') ?? false;

/** Everything that has a key, for the legend. */
export const KEYS = [
  { key: 'Enter', does: 'Accept the offered record' },
  { key: 'Esc', does: 'Reject the offered record' },
  { key: 'F2', does: 'Mute or unmute' },
  { key: 'F4', does: 'Hold or resume' },
  { key: 'F8', does: 'End call' },
  { key: 'F9', does: 'Mark done' },
  { key: 'Shift F9', does: 'Extend after call work' },
  { key: 'Alt C', does: 'Go to Call Result' },
  { key: 'Alt K', does: 'Keypad' },
  { key: 'Alt N', does: 'Go to Note' },
  { key: 'Alt O', does: 'Record, or stop recording' },
  { key: 'Alt P', does: 'Pause or resume recording' },
  { key: 'Alt R', does: 'Ready' },
  { key: 'Ctrl K', does: 'Search actions' },
  { key: '?', does: 'This list' },
] as const;
