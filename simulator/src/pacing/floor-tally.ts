import type { PacingAgentState } from '@outpace/engine/pacing/contract.ts';

/** What a day, or several of the same kind, came to. Plain numbers that can be added up. */
export type FloorTally = {
  days: number;
  dials: number;
  /** People whom an agent spoke with, in time or not, and machines passed for people. */
  contacts: number;
  /** The denominator of the law: people taken for people. */
  people: number;
  /** Of them, those with no agent in time: hung up on, gone while waiting, or joined too late. */
  abandoned: number;
  /** People taken for machines and hung up on; detection's fault and no pacing's. */
  silenced: number;
  busyMs: number;
  readyMs: number;
  awayMs: number;
  /** Waits of agents between two calls, counted in steps of 100 ms. */
  readonly waits: number[];
  waitMsSum: number;
  /** By half hour of the shift. */
  readonly halfHours: { people: number; abandoned: number }[];
  /** The shortest ring of a call that was taken back. */
  shortestCutMs: number;
  takenBack: number;
  decisions: number;
  /** The share on the pacer's own screen, one for each day that had one. */
  readonly reported: number[];
  /** Legal share of each day, with its seed. */
  readonly byDay: { readonly seed: number; readonly share: number }[];
};

export const WAIT_STEP_MS = 100;
/** Longer waits, up to five minutes, are counted in the last step. */
const WAIT_STEPS = 3_000;

export const newTally = (halfHours = 0): FloorTally => ({
  days: 0,
  dials: 0,
  contacts: 0,
  people: 0,
  abandoned: 0,
  silenced: 0,
  busyMs: 0,
  readyMs: 0,
  awayMs: 0,
  waits: Array.from({ length: WAIT_STEPS }, () => 0),
  waitMsSum: 0,
  halfHours: Array.from({ length: halfHours }, () => ({ people: 0, abandoned: 0 })),
  shortestCutMs: Number.POSITIVE_INFINITY,
  takenBack: 0,
  decisions: 0,
  reported: [],
  byDay: [],
});

export function countWait(tally: FloorTally, waitMs: number): void {
  const step = Math.min(WAIT_STEPS - 1, Math.floor(waitMs / WAIT_STEP_MS));
  tally.waits[step] = (tally.waits[step] ?? 0) + 1;
  tally.waitMsSum += waitMs;
}

/** An agent has been in that state for so long. */
export function countTime(tally: FloorTally, state: PacingAgentState, spentMs: number): void {
  if (state === 'talking' || state === 'wrap-up') tally.busyMs += spentMs;
  else if (state === 'ready') tally.readyMs += spentMs;
  else if (state === 'away') tally.awayMs += spentMs;
}

export function countPerson(tally: FloorTally, halfHour: number, isAbandoned: boolean): void {
  tally.people += 1;
  if (isAbandoned) tally.abandoned += 1;
  const half = tally.halfHours[halfHour];
  if (half === undefined) return;
  half.people += 1;
  if (isAbandoned) half.abandoned += 1;
}

/** Half hours of different days stay apart: the worst is the worst of one day. */
export function addUp(tallies: readonly FloorTally[]): FloorTally {
  const sum = newTally();
  for (const tally of tallies) {
    for (const key of SUMS) sum[key] += tally[key];
    tally.waits.forEach((count, step) => {
      sum.waits[step] = (sum.waits[step] ?? 0) + count;
    });
    sum.halfHours.push(...tally.halfHours);
    sum.shortestCutMs = Math.min(sum.shortestCutMs, tally.shortestCutMs);
    sum.reported.push(...tally.reported);
    sum.byDay.push(...tally.byDay);
  }
  return sum;
}

const SUMS = [
  'days',
  'dials',
  'contacts',
  'people',
  'abandoned',
  'silenced',
  'busyMs',
  'readyMs',
  'awayMs',
  'waitMsSum',
  'takenBack',
  'decisions',
] as const;
