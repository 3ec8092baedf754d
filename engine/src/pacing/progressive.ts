import type { PacingBound, PacingCounts, PacingView } from './counts.ts';

/**
 * Progressive pacing as published for CX Contact: `floor(m × (R − Q − ceil(D / m)))`.
 * `linesPerAgent` is m, 0.1..10. The example of the vendor's page is a row of the test.
 */
export function progressiveCalls(
  counts: Pick<PacingCounts, 'ready' | 'waiting' | 'inAir'>,
  linesPerAgent: number,
): number {
  const busy = counts.waiting + Math.ceil(roundOff(counts.inAir / linesPerAgent));
  return Math.max(0, Math.floor(roundOff(linesPerAgent * (counts.ready - busy))));
}

/** The rule, then the limits, and which of them bound. */
export function decideProgressive(counts: PacingCounts, linesPerAgent: number): PacingView {
  const wanted = progressiveCalls(counts, linesPerAgent);
  const opened = Math.max(0, Math.min(wanted, counts.portsFree, counts.recordsFree));
  const { ready, waiting, inAir } = counts;
  return { ready, waiting, inAir, wanted, opened, bound: boundOf(counts, wanted, opened) };
}

function boundOf(counts: PacingCounts, wanted: number, opened: number): PacingBound {
  if (wanted === 0) return 'agents';
  if (opened === wanted) return 'nothing';
  return counts.portsFree <= counts.recordsFree ? 'ports' : 'records';
}

// 0.7 × 10 is 7.000000000000001 in binary: without this a call would be added or lost by noise.
const roundOff = (value: number): number => Math.round(value * 1e9) / 1e9;
