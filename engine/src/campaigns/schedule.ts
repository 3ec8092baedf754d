import type { CampaignGroupId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Millis } from '../basics/time.ts';
import { isKnownZone } from '../calling-lists/calling-window.ts';
import type { PacingTarget } from '../pacing/contract.ts';
import { targetProblem } from '../pacing/target.ts';
import type { DialingMode } from './campaign.ts';
import { RUNNABLE_MODES } from './dialing-order.ts';

/**
 * What is ordered of campaign groups by itself. Each day on which it begins is a **run**, and in a
 * run each of its points is carried out at most once.
 */
export type Schedule = {
  /** IANA zone in which its days and times are meant. */
  readonly zone: string;
  readonly begins: ScheduleBegin;
  /** At least one, in the order in which those of one instant are carried out. */
  readonly points: readonly SchedulePoint[];
  /**
   * How late a point may still be carried out, ms, up to half a day: what was missed for longer, as
   * when the server was down, is skipped.
   */
  readonly graceMs: Millis;
};

/** Days such as `2026-12-24`, times such as `09:00`; both days are days of the schedule. */
export type ScheduleBegin =
  | { readonly kind: 'once'; readonly day: string; readonly time: string }
  | {
      readonly kind: 'weekly';
      /** 1 is Monday, 7 is Sunday. */
      readonly weekdays: readonly number[];
      readonly time: string;
      readonly firstDay: string;
      /** Null: for good. */
      readonly lastDay: string | null;
    };

export type SchedulePoint = {
  /** Tells a point from others of its schedule, wherever it is moved to. */
  readonly id: string;
  readonly at: PointTime;
  readonly groupId: CampaignGroupId;
  readonly action: ScheduleAction;
};

export type PointTime =
  /** So many minutes after the beginning of the run, less than a day. */
  | { readonly kind: 'offset'; readonly minutes: number }
  /** On the day of the run, not before its beginning. */
  | { readonly kind: 'local-time'; readonly time: string }
  /** When the group of the point before has run out of records, or is not loaded any more. */
  | { readonly kind: 'after-group' };

/** What is left out of how to dial stays as the campaign group has it. */
type HowToDial = {
  readonly mode?: DialingMode;
  /** Lines per free agent, 0.1 to 10. */
  readonly multiplier?: number;
  readonly target?: PacingTarget;
};

export type ScheduleAction =
  | { readonly kind: 'load'; readonly autoComplete: boolean }
  | ({ readonly kind: 'start' } & HowToDial)
  | ({ readonly kind: 'load-and-start'; readonly autoComplete: boolean } & HowToDial)
  | { readonly kind: 'stop' }
  | {
      readonly kind: 'set-mode';
      readonly mode: DialingMode;
      readonly multiplier: number;
      readonly target?: PacingTarget;
    }
  | { readonly kind: 'unload' }
  | { readonly kind: 'complete' };

/** Why a schedule cannot be as it is; the detail of a point's problem is its place, `point 1`. */
export function scheduleProblem(schedule: Schedule): Refusal | undefined {
  const { zone, begins, points } = schedule;
  if (!isKnownZone(zone)) return refusal('SCHEDULE_ZONE_UNKNOWN', zone);
  const problem = daysProblem(begins);
  if (problem !== undefined) return problem;
  for (const [place, point] of points.entries()) {
    const code = pointProblem(schedule, point, place);
    if (code !== undefined) return refusal(code, `point ${place + 1}`);
  }
  return undefined;
}

function daysProblem(begins: ScheduleBegin): Refusal | undefined {
  if (begins.kind === 'once') return dayProblem(begins.day);
  const { firstDay, lastDay } = begins;
  const problem = dayProblem(firstDay) ?? (lastDay === null ? undefined : dayProblem(lastDay));
  if (problem !== undefined) return problem;
  // Written like this, days compare as they follow each other.
  return lastDay !== null && lastDay < firstDay ? refusal('SCHEDULE_DAYS_REVERSED') : undefined;
}

function dayProblem(day: string): Refusal | undefined {
  try {
    Temporal.PlainDate.from(day, { overflow: 'reject' });
    return undefined;
  } catch (problem) {
    if (problem instanceof RangeError) return refusal('SCHEDULE_DAY_INVALID', day);
    throw problem;
  }
}

function pointProblem(
  { begins, points }: Schedule,
  { id, at, action }: SchedulePoint,
  place: number,
): Refusal['code'] | undefined {
  if (points.findIndex((other) => other.id === id) < place) return 'SCHEDULE_POINT_TWICE';
  if (at.kind === 'after-group' && place === 0) return 'SCHEDULE_POINT_FOLLOWS_NONE';
  // An end before the beginning is a mistake, and is not read as one of the next day.
  if (at.kind === 'local-time' && at.time < begins.time) return 'SCHEDULE_POINT_TOO_EARLY';
  return howProblem(action);
}

function howProblem(action: ScheduleAction): Refusal['code'] | undefined {
  if (!('mode' in action) && !('target' in action)) return undefined;
  const { mode, target } = action;
  if (mode !== undefined && !RUNNABLE_MODES.includes(mode)) return 'INVALID_MODE';
  if (target !== undefined && targetProblem(target) !== undefined) return 'INVALID_PARAMETER';
  return undefined;
}
