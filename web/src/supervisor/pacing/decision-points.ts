import type { PacingBound } from '@outpace/engine/pacing/counts.ts';
import type { PacingDecisionRow } from '@outpace/protocol/pacing.ts';

/** Means over a short time, for drawing; undefined where nothing was decided. */
export type DecisionPoint = {
  readonly at: number;
  /** The reader's time of day. */
  readonly time: string;
  readonly free: number | undefined;
  readonly freeSoon: number | undefined;
  readonly inAir: number | undefined;
  readonly answersSoon: number | undefined;
  /** In percent. */
  readonly risk: number | undefined;
  readonly price: number | undefined;
  readonly abandoned: number | undefined;
  readonly opened: number;
  /** What bound last. */
  readonly bound: PacingBound | undefined;
};

/** A decision holds so long when no other follows: nothing happens in a quiet session. */
const HOLDS_MS = 60_000;

/** A group that has just begun is drawn over this time at least. */
const SHORTEST_MS = 300_000;
/** With points closer than this the time of day has seconds. */
const WIDTH_OF_MINUTES_MS = 10_000;

const minute = { hour: '2-digit', minute: '2-digit' } as const;
const clock = new Intl.DateTimeFormat('en-GB', minute);
const fineClock = new Intl.DateTimeFormat('en-GB', { ...minute, second: '2-digit' });

/** From the first decision on, at most so far back. */
export function drawnFrom(
  rows: readonly PacingDecisionRow[],
  to: number,
  longestMs: number,
): number {
  const first = rows[0]?.at ?? to;
  return Math.max(to - longestMs, Math.min(first, to - SHORTEST_MS));
}

/** `count` points of equal width from `from` to `to`. */
export function decisionPoints(
  rows: readonly PacingDecisionRow[],
  span: { readonly from: number; readonly to: number; readonly count: number },
): readonly DecisionPoint[] {
  const { from, to, count } = span;
  const widthMs = (to - from) / count;
  let next = 0;
  let last: PacingDecisionRow | undefined;
  return Array.from({ length: count }, (_, index) => {
    const at = from + index * widthMs;
    const own: PacingDecisionRow[] = [];
    for (; next < rows.length; next += 1) {
      const row = rows[next];
      if (row === undefined || row.at >= at + widthMs) break;
      if (row.at >= at) own.push(row);
      last = row;
    }
    const holds = last !== undefined && at - last.at < HOLDS_MS ? [last] : [];
    const opened = own.reduce((sum, row) => sum + row.opened, 0);
    const time = (widthMs < WIDTH_OF_MINUTES_MS ? fineClock : clock).format(at);
    return pointOf({ at, time }, own.length > 0 ? own : holds, opened);
  });
}

function pointOf(
  { at, time }: Pick<DecisionPoint, 'at' | 'time'>,
  rows: readonly PacingDecisionRow[],
  opened: number,
): DecisionPoint {
  const mean = (of: (row: PacingDecisionRow) => number | undefined): number | undefined => {
    const known = rows.map(of).filter((value) => value !== undefined);
    if (known.length === 0) return undefined;
    return tenth(known.reduce((sum, value) => sum + value, 0) / known.length);
  };
  const share = (of: (forecast: Forecast) => number | undefined) =>
    mean(({ forecast }) => {
      const value = forecast === undefined ? undefined : of(forecast);
      return value === undefined ? undefined : value * 100;
    });
  return {
    at,
    time,
    free: mean((row) => row.ready),
    freeSoon: mean((row) => row.forecast?.freeSoon),
    inAir: mean((row) => row.inAir),
    answersSoon: mean((row) => row.forecast?.answersSoon),
    risk: share(({ risk }) => risk),
    price: share(({ price }) => price),
    abandoned: share(({ abandoned, liveAnswers }) =>
      liveAnswers === 0 ? undefined : abandoned / liveAnswers,
    ),
    opened,
    bound: rows.at(-1)?.bound,
  };
}

type Forecast = NonNullable<PacingDecisionRow['forecast']>;

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Shorter than a sentence, for a legend. */
export const BOUND_WORDS: Readonly<Record<PacingBound, string>> = {
  nothing: 'No limit',
  risk: 'Risk',
  target: 'Target met',
  ledger: 'Share used up',
  'thin-data': 'Still learning',
  growing: 'Growing',
  mismatch: 'Counts disagree',
  agents: 'Agents',
  records: 'Records',
  ports: 'Ports',
  trunks: 'Trunks',
  rate: 'Calls a second',
  switch: 'Switch',
  pause: 'Pause',
};

export type BoundRun = {
  readonly bound: PacingBound | undefined;
  /** Of the whole span, 0..1. */
  readonly share: number;
  readonly from: string;
};

/** What bound, one after the other: neighbours that say the same are one. */
export function boundRuns(points: readonly DecisionPoint[]): readonly BoundRun[] {
  const runs: { bound: PacingBound | undefined; count: number; from: string }[] = [];
  for (const { bound, time } of points) {
    const last = runs.at(-1);
    if (last !== undefined && last.bound === bound) last.count += 1;
    else runs.push({ bound, count: 1, from: time });
  }
  return runs.map(({ bound, count, from }) => ({ bound, from, share: count / points.length }));
}

/** How much of the time that was decided in each limit bound, the most first. */
export function boundShares(
  points: readonly DecisionPoint[],
): readonly { readonly bound: PacingBound; readonly share: number }[] {
  const counts = new Map<PacingBound, number>();
  for (const { bound } of points) {
    if (bound !== undefined) counts.set(bound, (counts.get(bound) ?? 0) + 1);
  }
  const decided = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return [...counts]
    .map(([bound, count]) => ({ bound, share: count / decided }))
    .sort((a, b) => b.share - a.share || a.bound.localeCompare(b.bound));
}
