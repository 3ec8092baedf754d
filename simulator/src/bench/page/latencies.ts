/** What the browser measured of a person's presses, ms. */
export type Measured = {
  /** Of each press that took long enough to be reported, the longest of its events. */
  readonly reportedMs: readonly number[];
  /** All presses, those too short to be reported included. */
  readonly presses: number;
};

/** The shortest duration that the Event Timing API reports, ms. */
export const REPORTED_FROM_MS = 16;

/**
 * The latency that 98 of 100 presses stay within: from the press to the next frame on the screen.
 * A press that was not reported took less than what is, and counts as that much.
 */
export function p98({ reportedMs, presses }: Measured): number {
  const silent = Math.max(0, presses - reportedMs.length);
  const all = [...Array<number>(silent).fill(REPORTED_FROM_MS), ...reportedMs].sort(
    (a, b) => a - b,
  );
  return all[Math.ceil(all.length * 0.98) - 1] ?? 0;
}

/**
 * Runs in the page before anything else: keeps the longest event of each press, as interaction to
 * next paint (INP) is defined, where the benchmark finds it.
 */
export const WATCH_PRESSES = `
  globalThis.presses = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (!interactionId) continue;
      presses.set(interactionId, Math.max(duration, presses.get(interactionId) ?? 0));
    }
  }).observe({ type: 'event', durationThreshold: ${REPORTED_FROM_MS}, buffered: true });
`;

/** Reads what was kept since the page was opened. */
export const READ_PRESSES =
  '({ reportedMs: [...presses.values()], presses: performance.interactionCount })';
