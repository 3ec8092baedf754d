import type { CampaignGroupId } from '../basics/ids.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after, millis, minutes } from '../basics/time.ts';
import type { Schedule, SchedulePoint } from './schedule.ts';
import type { ScheduleOrder } from './schedule-orders.ts';
import { runEndsAt } from './schedule-times.ts';

/**
 * What has become of a point in a run.
 *
 *   waiting ⇄ ordered → done · refused · interrupted
 *      └────────────────→ skipped · refused
 *
 * `ordered` is written before the order goes out. Who finds it after a restart cannot know what
 * came of it, and orders nothing again: `interrupted`.
 */
export const MARK_STATES = [
  'waiting',
  'ordered',
  'done',
  'refused',
  'skipped',
  'interrupted',
] as const;
export type MarkState = (typeof MARK_STATES)[number];

/**
 * Why a point was skipped. `missed`: the server was down, or could do nothing, for longer than the
 * grace; `run-over`: the group before was not through in time; `before-skipped`: so was the one
 * before.
 */
export const SKIPS = ['missed', 'run-over', 'before-skipped'] as const;
export type Skip = (typeof SKIPS)[number];

/** What is kept of a point in a run. */
export type Mark = {
  readonly run: string;
  readonly pointId: string;
  readonly groupId: CampaignGroupId;
  readonly state: MarkState;
};

/** A point that follows a group, and is carried out now or never. */
export type FollowingPoint = {
  readonly run: string;
  readonly point: SchedulePoint;
  readonly place: number;
  /** Undefined: carried out. */
  readonly skip: Skip | undefined;
};

export type Following = {
  /** Of the runs that may still go on, oldest first. */
  readonly marks: readonly Mark[];
  /** Whether a group has run out of records, or is not loaded. */
  readonly isThrough: (groupId: CampaignGroupId) => boolean;
  /** When the schedule was saved last: nothing is said of runs that were over by then. */
  readonly changedAt: Instant;
};

/**
 * The points whose turn it is because the group before is through. One group that was refused does
 * not keep the others from their turn; where a point was skipped, those that follow are as well.
 */
export function followingPoints(
  schedule: Schedule,
  following: Following,
  at: Instant,
): readonly FollowingPoint[] {
  const runs = [...new Set(following.marks.map(({ run }) => run))];
  return runs.flatMap((run) => {
    const marks = following.marks.filter((mark) => mark.run === run);
    return schedule.points.flatMap((point, place): readonly FollowingPoint[] => {
      const before = marks.findLast(({ pointId }) => pointId === schedule.points[place - 1]?.id);
      const isMarked = marks.some(({ pointId }) => pointId === point.id);
      if (point.at.kind !== 'after-group' || isMarked || !isDecided(before)) return [];
      const turn = turnOf(before, runEndsAt(schedule, run), following, at);
      return turn === 'not-yet' ? [] : [{ run, point, place, skip: turn }];
    });
  });
}

/** Why a point is skipped, undefined where its turn has come. */
function turnOf(
  before: Mark,
  endsAt: Instant,
  { isThrough, changedAt }: Following,
  at: Instant,
): Skip | undefined | 'not-yet' {
  if (before.state === 'skipped') return 'before-skipped';
  if (at >= endsAt) return changedAt >= endsAt ? 'not-yet' : 'run-over';
  return isThrough(before.groupId) ? undefined : 'not-yet';
}

const isDecided = (mark: Mark | undefined): mark is Mark =>
  mark !== undefined && mark.state !== 'waiting' && mark.state !== 'ordered';

/** A group that is loading, or a switch that comes back, takes this long, whatever the grace. */
const PATIENCE = minutes(1);

/** Whether it is too late for a point that was due then. */
export const isTooLate = (dueAt: Instant, graceMs: Millis, at: Instant): boolean =>
  at > after(dueAt, millis(Math.max(graceMs, PATIENCE)));

/** Refusals that pass by themselves: nothing was done, and it is asked again. */
const PASSING: readonly RefusalCode[] = [
  'SWITCH_UNAVAILABLE',
  'STORE_UNAVAILABLE',
  'SESSION_LOADING',
];

/** The same for who is still letting go of the last session. */
const PASSING_AT_LOAD: readonly RefusalCode[] = [...PASSING, 'SESSION_UNLOADING'];

/**
 * What a refusal means for a point: it is tried again in a moment, goes on, or is refused. Whoever
 * ends with an order in hand cannot say whether it was carried out.
 */
export function afterRefusal(
  code: RefusalCode,
  { action }: Pick<SchedulePoint, 'action'>,
  order: ScheduleOrder['type'],
): 'try-again' | 'go-on' | 'refused' | 'interrupted' {
  if (code === 'RESTARTING') return 'interrupted';
  const isLoad = order === 'load';
  if ((isLoad ? PASSING_AT_LOAD : PASSING).includes(code)) return 'try-again';
  const isLoaded = isLoad && code === 'GROUP_ALREADY_LOADED';
  return isLoaded && action.kind === 'load-and-start' ? 'go-on' : 'refused';
}
