import type { Instant } from '../basics/time.ts';
import { after, hours, instant } from '../basics/time.ts';
import type { CallingWindow } from '../calling-lists/calling-window.ts';
import { isKnownZone, offsetMs } from '../calling-lists/calling-window.ts';
import type { HolidayCalendar } from './holidays.ts';
import { isHoliday } from './holidays.ts';

/** Seconds since local midnight; the end is not in it. */
export type TimeSpan = { readonly from: number; readonly till: number };

/** When calls may be made where the person is. No span: on that day nobody is called. */
export type WeeklyHours = {
  /** Seven, Monday first. */
  readonly days: readonly (readonly TimeSpan[])[];
  /** Instead of the weekday's own on the days of this calendar. */
  readonly holidays?:
    | { readonly calendar: HolidayCalendar; readonly spans: readonly TimeSpan[] }
    | undefined;
  /** Instead of the weekday's own, and before any calendar: `2026-12-24`. */
  readonly closedDates?: readonly string[] | undefined;
};

/** Hours as they are asked in one zone. */
export type LocalHours = { readonly hours: WeeklyHours; readonly zone: string };

export const span = (from: number, till: number): TimeSpan => ({
  from: from * 3_600,
  till: till * 3_600,
});

/** The same on every day of the week, in hours. */
export const everyDay = (from: number, till: number): WeeklyHours =>
  onDays([span(from, till)], [span(from, till)], [span(from, till)]);

/** Monday to Friday, Saturday, Sunday. */
export const onDays = (
  weekdays: readonly TimeSpan[],
  saturday: readonly TimeSpan[],
  sunday: readonly TimeSpan[],
): WeeklyHours => ({
  days: [weekdays, weekdays, weekdays, weekdays, weekdays, saturday, sunday],
});

/** The daily window of a record; one that goes through midnight has two parts. */
export function dailyHours({ dailyFrom: from, dailyTill: till }: CallingWindow): WeeklyHours {
  const spans =
    from <= till
      ? [{ from, till }]
      : [
          { from: 0, till },
          { from, till: 86_400 },
        ];
  return onDays(spans, spans, spans);
}

/** False also in a zone that nobody knows: what cannot be told is not dialed. */
export function isOpenIn({ hours: weekly, zone }: LocalHours, at: Instant): boolean {
  if (!isKnownZone(zone)) return false;
  const local = Math.floor((at + offsetMs(zone, at)) / 1_000);
  const day = Math.floor(local / DAY_S);
  const time = local - day * DAY_S;
  return spansOn(weekly, day).some(({ from, till }) => from <= time && time < till);
}

function spansOn(weekly: WeeklyHours, day: number): readonly TimeSpan[] {
  const { days, holidays, closedDates } = weekly;
  if (closedDates !== undefined && closedDates.length > 0) {
    const date = Temporal.Instant.fromEpochMilliseconds(day * DAY_S * 1_000)
      .toString()
      .slice(0, 10);
    if (closedDates.includes(date)) return [];
  }
  if (holidays !== undefined && isHoliday(holidays.calendar, day)) return holidays.spans;
  // The first of January 1970 was a Thursday.
  return days[(((day + 3) % 7) + 7) % 7] ?? [];
}

/** As far ahead as is looked for an hour: longer than any row of holidays. */
const DAYS_AHEAD = 15;

/** The first moment from `at` on that is open; undefined: none within two weeks. */
export function opensFrom(local: LocalHours, at: Instant): Instant | undefined {
  if (isOpenIn(local, at)) return at;
  if (!isKnownZone(local.zone)) return undefined;
  const now = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(local.zone);
  for (let days = 0; days <= DAYS_AHEAD; days += 1) {
    const opening = openings(local, now, days)
      .filter((moment) => moment > at && isOpenIn(local, moment))
      .reduce<Instant | undefined>(
        (first, moment) => (first === undefined || moment < first ? moment : first),
        undefined,
      );
    if (opening !== undefined) return opening;
  }
  return undefined;
}

/**
 * When the spans of a day begin. Where clocks change a time of day comes twice or not at all: both
 * readings are tried, and the change itself, which may open hours without passing their beginning.
 */
function openings(
  { hours: weekly, zone }: LocalHours,
  now: Temporal.ZonedDateTime,
  days: number,
): readonly Instant[] {
  const date = now.toPlainDate().add({ days });
  const day = Date.UTC(date.year, date.month - 1, date.day) / (DAY_S * 1_000);
  const begins = spansOn(weekly, day).flatMap(({ from }) => {
    const time = Temporal.PlainTime.from('00:00').add({ seconds: from % DAY_S });
    return (['earlier', 'later'] as const).map((disambiguation) =>
      date.toPlainDateTime(time).toZonedDateTime(zone, { disambiguation }),
    );
  });
  const morning = date.toZonedDateTime(zone);
  const change = morning.getTimeZoneTransition('next');
  const changes = change?.toPlainDate().equals(date) ? [change] : [];
  return [...begins, ...changes].map(({ epochMilliseconds }) => instant(epochMilliseconds));
}

/** How far ahead a moment is looked for that suits all of them. */
const AHEAD = hours(24 * 31);

/** The first moment from `at` on at which all are open; undefined: not within a month. */
export function allOpenFrom(all: readonly LocalHours[], at: Instant): Instant | undefined {
  const last = after(at, AHEAD);
  let moment = at;
  while (moment <= last) {
    let next = moment;
    for (const local of all) {
      const opening = opensFrom(local, next);
      if (opening === undefined) return undefined;
      next = opening;
    }
    // Nobody has moved it: all of them are open.
    if (next === moment) return moment;
    moment = next;
  }
  return undefined;
}

const DAY_S = 86_400;
