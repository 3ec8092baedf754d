/** A page that is still outdated after a reload must not reload for ever; ms between two tries. */
const AGAIN_MS = 60_000;
const KEY = 'outpace-reloaded-at';

type Memory = Pick<Storage, 'getItem' | 'setItem'>;

/** Whether a reload is worth it now; remembers that it was. */
export function mayReload(memory: Memory, now: number): boolean {
  const last = Number(memory.getItem(KEY) ?? 0);
  if (now - last < AGAIN_MS) return false;
  memory.setItem(KEY, String(now));
  return true;
}

/** Fetches the page anew, at most once a minute. */
export function reloadPage(): void {
  if (mayReload(window.sessionStorage, Date.now())) window.location.reload();
}
