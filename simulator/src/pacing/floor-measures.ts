import { type Abandonment, abandonment } from '@outpace/engine/pacing/abandonment.ts';
import { type FloorTally, WAIT_STEP_MS } from './floor-tally.ts';

/** The figures of one or more days; shares 0..1. */
export type FloorMeasures = {
  readonly days: number;
  /** Busy ÷ (busy + ready). */
  readonly occupancy: number;
  /** Talk and wrap-up ÷ the whole shift, breaks included. */
  readonly utilisation: number;
  /** On the legal definition. */
  readonly abandonment: Abandonment;
  /** The mean over the days of what the pacer itself would report. */
  readonly reported: number | undefined;
  readonly worstHalfHour: number;
  readonly worstDay: { readonly seed: number; readonly share: number } | undefined;
  readonly waitMs: number;
  readonly waitMs95: number;
  readonly dialsPerContact: number;
  /** Undefined where no call was taken back. */
  readonly shortestCutMs: number | undefined;
};

/** In a half hour with fewer people than this, one of them says nothing about the pacing. */
const PEOPLE_MIN = 30;

export function measuresOf(tally: FloorTally, limit: number): FloorMeasures {
  const { busyMs, readyMs, awayMs, reported, shortestCutMs } = tally;
  const halves = tally.halfHours.filter(({ people }) => people >= PEOPLE_MIN);
  const waits = tally.waits.reduce((sum, count) => sum + count, 0);
  return {
    days: tally.days,
    occupancy: busyMs / Math.max(1, busyMs + readyMs),
    utilisation: busyMs / Math.max(1, busyMs + readyMs + awayMs),
    abandonment: abandonment(tally.abandoned, tally.people, limit),
    reported:
      reported.length === 0
        ? undefined
        : reported.reduce((sum, share) => sum + share, 0) / reported.length,
    worstHalfHour: Math.max(0, ...halves.map(({ people, abandoned }) => abandoned / people)),
    worstDay: tally.byDay.toSorted((one, other) => other.share - one.share)[0],
    waitMs: tally.waitMsSum / Math.max(1, waits),
    waitMs95: quantile(tally.waits, waits * 0.95),
    dialsPerContact: tally.dials / Math.max(1, tally.contacts),
    shortestCutMs: Number.isFinite(shortestCutMs) ? shortestCutMs : undefined,
  };
}

/** The upper end of the step in which that many waits are reached. */
function quantile(waits: readonly number[], wanted: number): number {
  let seen = 0;
  const step = waits.findIndex((count) => {
    seen += count;
    return seen >= wanted;
  });
  return (step + 1) * WAIT_STEP_MS;
}
