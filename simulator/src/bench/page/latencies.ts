/** What the browser measured of a person's presses and clicks. */
export type Measured = {
  /** Of each interaction that took long enough to be reported, the longest of its events, ms. */
  readonly reportedMs: readonly number[];
  /** All interactions, those too short to be reported included. */
  readonly interactions: number;
};

/** The shortest duration that the Event Timing API reports, ms. */
export const REPORTED_FROM_MS = 16;

/** One interaction in so many may be slower than what the figure says. */
const LEFT_OUT_EVERY = 50;

/**
 * Interaction to next paint (INP): the longest latency of all, leaving out one for every 50
 * interactions. What was not reported took less than what is, and counts as that much.
 */
export function interactionToNextPaintMs({ reportedMs, interactions }: Measured): number {
  const longestFirst = reportedMs.toSorted((a, b) => b - a);
  return longestFirst[Math.floor(interactions / LEFT_OUT_EVERY)] ?? REPORTED_FROM_MS;
}

/** Runs in the page before anything else, and keeps of each interaction its longest event. */
export const WATCH_INTERACTIONS = `
  globalThis.interactions = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (!interactionId) continue;
      interactions.set(interactionId, Math.max(duration, interactions.get(interactionId) ?? 0));
    }
  }).observe({ type: 'event', durationThreshold: ${REPORTED_FROM_MS}, buffered: true });
`;

/** Reads what was kept since the page was opened. */
export const READ_INTERACTIONS =
  '({ reportedMs: [...interactions.values()], interactions: performance.interactionCount })';

/** What came between two readings. */
export const between = (before: Measured, after: Measured): Measured => ({
  reportedMs: after.reportedMs.slice(before.reportedMs.length),
  interactions: after.interactions - before.interactions,
});
