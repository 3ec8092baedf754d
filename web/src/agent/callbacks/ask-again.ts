const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** When to read the list again: just after it changes by time, and now and then in any case. */
export function askAgainMs(changesAt: number | null | undefined, now: number): number {
  if (changesAt === null || changesAt === undefined) return MINUTE_MS;
  return Math.min(MINUTE_MS, Math.max(SECOND_MS, changesAt - now + SECOND_MS / 4));
}
