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
  // A question mark needs Shift on most keyboards, so a sign alone does not look at it.
  const isSign = key.length === 1 && !press.altKey;
  if (!isSign && press.shiftKey !== parts.includes('Shift')) return false;
  if (press.altKey) return letterOf(press) === key;
  return press.key === (key === 'Esc' ? 'Escape' : key);
}

/** The letter that is printed on the key, even where Alt makes another sign of it. */
function letterOf({ key, code }: Press): string {
  return /^[a-z]$/i.test(key) ? key.toUpperCase() : code.replace('Key', '');
}

const FIELDS = 'input, textarea, select, [contenteditable="true"]';
const CONTROLS = 'button, a[href], summary, [role="menu"], [role="dialog"]';

/** The part of a focused element that is looked at. */
type Focused = {
  matches(selector: string): boolean;
  /** Null when nothing around it matches. */
  closest(selector: string): unknown;
};

/** True while somebody types: keys without a modifier then belong to the text. */
export const isTyping = (focused: Focused | null): boolean => focused?.matches(FIELDS) ?? false;

/** Where the focus is, as far as keys care. */
export type FocusPlace = 'page' | 'control' | 'text' | 'modal';

export function focusPlace(focused: Focused | null): FocusPlace {
  if (focused === null) return 'page';
  if (focused.closest('[aria-modal="true"]') !== null) return 'modal';
  if (isTyping(focused)) return 'text';
  return focused.closest(CONTROLS) === null ? 'page' : 'control';
}

/**
 * Whether a key may act where the focus is. Signs, Enter and Esc are text or belong to the control
 * that has the focus; function keys and keys with Alt mean the same everywhere. Behind a modal
 * dialog nothing acts, because nobody sees it.
 */
export function mayAct(written: string, place: FocusPlace): boolean {
  if (place === 'modal') return false;
  if (/Alt |^(Shift )?F\d+$/.test(written)) return true;
  return written.length === 1 ? place !== 'text' : place === 'page';
}
