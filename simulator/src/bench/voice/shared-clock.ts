import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds since the machine started: the one clock that several processes can compare. */
export const sharedNow = (): number => Number(process.hrtime.bigint()) / 1e6;

/**
 * Calls `beat` at an even rate. Who is late catches up: calls do not come slower because their
 * dialer is slow.
 */
export async function atRate(
  { perSecond, forMs }: { readonly perSecond: number; readonly forMs: number },
  beat: () => void,
): Promise<void> {
  const startAt = sharedNow();
  const beats = Math.round((perSecond * forMs) / 1_000);
  for (let n = 0; n < beats; n += 1) {
    const waitMs = startAt + (n * 1_000) / perSecond - sharedNow();
    if (waitMs > 0) await sleep(waitMs);
    beat();
  }
}
