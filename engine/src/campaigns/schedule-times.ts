import { assert } from '../basics/assert.ts';
import type { Instant } from '../basics/time.ts';
import { after, earlier, hours, instant, later, minutes } from '../basics/time.ts';
import { isKnownZone } from '../calling-lists/calling-window.ts';
import type { PointTime, Schedule, ScheduleBegin, SchedulePoint } from './schedule.ts';

/** A point of one run, and when its time comes. */
export type DuePoint = {
  /** The day on which the run begins, such as `2026-12-24`. */
  readonly run: string;
  readonly point: SchedulePoint;
  /** Of the point in its schedule, from 0. */
  readonly place: number;
  readonly dueAt: Instant;
};

type Timed = Exclude<PointTime, { kind: 'after-group' }>;

/** The run of a point that is due may have begun as long ago, whatever clocks did meanwhile. */
const DAYS_BACK = 2;

/** Further back nobody looks: with the longest grace it is all missed, and was long ago. */
const LOOK_BACK = hours(7 * 24);

/**
 * The points whose time comes after `from` and not after `to`, in the order in which they are
 * carried out. However a span is cut into pieces, each point lies in one of them.
 */
export function dueBetween(schedule: Schedule, from: Instant, to: Instant): readonly DuePoint[] {
  if (to <= from || !isKnownZone(schedule.zone)) return [];
  const { zone } = schedule;
  const found: DuePoint[] = [];
  const last = dayOf(zone, to);
  let day = dayOf(zone, from).subtract({ days: DAYS_BACK });
  for (; Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    if (!isRun(schedule.begins, day)) continue;
    found.push(...timedPoints(schedule, day).filter(({ dueAt }) => from < dueAt && dueAt <= to));
  }
  return found.toSorted(inTurn);
}

const inTurn = (a: DuePoint, b: DuePoint): number => a.dueAt - b.dueAt || a.place - b.place;

/** The longest wait for a day of the week, and what may be left of the run before. */
const DAYS_AHEAD = 7 + DAYS_BACK + 1;

/** When a point comes next by its time; undefined: never again, or nobody knows the zone now. */
export function nextDue(schedule: Schedule, at: Instant): Instant | undefined {
  if (!isKnownZone(schedule.zone)) return undefined;
  const { begins } = schedule;
  const first = Temporal.PlainDate.from(begins.kind === 'once' ? begins.day : begins.firstDay);
  const back = dayOf(schedule.zone, at).subtract({ days: DAYS_BACK });
  let day = Temporal.PlainDate.compare(back, first) > 0 ? back : first;
  let next: Instant | undefined;
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1, day = day.add({ days: 1 })) {
    if (!isRun(begins, day)) continue;
    for (const { dueAt } of timedPoints(schedule, day)) {
      if (dueAt > at) next = next === undefined ? dueAt : earlier(next, dueAt);
    }
  }
  return next;
}

/** When what follows other groups is not waited for any more: a day later, or at the next run. */
export function runEndsAt({ begins, zone }: Schedule, run: string): Instant {
  const day = Temporal.PlainDate.from(run);
  const next = day.add({ days: 1 });
  const latest = after(momentIn(zone, day, begins.time), hours(24));
  return isRun(begins, next) ? earlier(latest, momentIn(zone, next, begins.time)) : latest;
}

/** From when on to look for points, where all up to `mark` were seen. */
export function lookFrom(mark: Instant, at: Instant): Instant {
  // Clocks that were put back bring old times again. What was carried out then is marked.
  if (mark > at) return at;
  return later(mark, instant(at - LOOK_BACK));
}

function timedPoints(schedule: Schedule, day: Temporal.PlainDate): readonly DuePoint[] {
  const run = day.toString();
  return schedule.points.flatMap((point, place) =>
    point.at.kind === 'after-group'
      ? []
      : [{ run, point, place, dueAt: dueAtOf(schedule, day, point.at) }],
  );
}

function dueAtOf({ begins, zone }: Schedule, day: Temporal.PlainDate, at: Timed): Instant {
  if (at.kind === 'local-time') return momentIn(zone, day, at.time);
  return after(momentIn(zone, day, begins.time), minutes(at.minutes));
}

function isRun(begins: ScheduleBegin, day: Temporal.PlainDate): boolean {
  const text = day.toString();
  if (begins.kind === 'once') return text === begins.day;
  const { weekdays, firstDay, lastDay } = begins;
  if (text < firstDay || (lastDay !== null && text > lastDay)) return false;
  return weekdays.includes(day.dayOfWeek);
}

/**
 * When clocks show this time: the first of two where it comes twice, and where they go over it the
 * first moment after the gap.
 */
function momentIn(zone: string, day: Temporal.PlainDate, time: string): Instant {
  const plain = day.toPlainDateTime(Temporal.PlainTime.from(time));
  const there = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (there.toPlainDateTime().equals(plain)) return instant(there.epochMilliseconds);
  // Of a time that is left out the calendar gives one as long before the gap.
  const change = there.getTimeZoneTransition('next');
  assert(change !== null, 'the change that leaves a time out');
  return instant(change.epochMilliseconds);
}

const dayOf = (zone: string, at: Instant): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
