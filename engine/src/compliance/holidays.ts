import type { Source } from './source.ts';

/** A day of the year on which a holiday falls. */
export type HolidayRule = { readonly name: string } & (
  | {
      readonly on: 'date';
      readonly month: number;
      readonly day: number;
      /** Kept on another day as well when it falls on a weekend. */
      readonly observed?: 'nearest-weekday' | 'next-monday';
    }
  /** The n-th such weekday of the month, Monday 1 … Sunday 7; -1: the last. */
  | { readonly on: 'weekday'; readonly month: number; readonly weekday: number; readonly n: number }
  /** So many days after Easter Sunday of the western churches. */
  | { readonly on: 'easter'; readonly days: number }
);

export type HolidayCalendar = {
  readonly id: string;
  readonly source: Source;
  readonly rules: readonly HolidayRule[];
};

/** Whether this day, counted from 1970-01-01, is a holiday. */
export function isHoliday(calendar: HolidayCalendar, epochDay: number): boolean {
  const { year } = Temporal.Instant.fromEpochMilliseconds(epochDay * DAY_MS).toZonedDateTimeISO(
    'UTC',
  );
  return daysOf(calendar, year).has(epochDay);
}

const DAY_MS = 86_400_000;

// A memo, not state: the answer depends on nothing but the arguments.
const years = new Map<string, ReadonlySet<number>>();

function daysOf(calendar: HolidayCalendar, year: number): ReadonlySet<number> {
  const key = `${calendar.id} ${year}`;
  const known = years.get(key);
  if (known !== undefined) return known;
  // What is kept for the first of January may be the last day of the year before.
  const all = [year, year + 1].flatMap((each) =>
    calendar.rules.flatMap((rule) => datesOf(rule, each)),
  );
  const days = new Set(all.filter((date) => date.year === year).map(epochDayOf));
  years.set(key, days);
  return days;
}

function datesOf(rule: HolidayRule, year: number): readonly Temporal.PlainDate[] {
  switch (rule.on) {
    case 'date': {
      const date = Temporal.PlainDate.from({ year, month: rule.month, day: rule.day });
      const kept = observedOn(date, rule.observed);
      return kept === undefined ? [date] : [date, kept];
    }
    case 'weekday':
      return [nthWeekday(year, rule)];
    case 'easter':
      return [easter(year).add({ days: rule.days })];
  }
}

function observedOn(
  date: Temporal.PlainDate,
  how: 'nearest-weekday' | 'next-monday' | undefined,
): Temporal.PlainDate | undefined {
  if (how === undefined || date.dayOfWeek < 6) return undefined;
  if (date.dayOfWeek === 7) return date.add({ days: 1 });
  return how === 'nearest-weekday' ? date.subtract({ days: 1 }) : date.add({ days: 2 });
}

function nthWeekday(
  year: number,
  { month, weekday, n }: Extract<HolidayRule, { on: 'weekday' }>,
): Temporal.PlainDate {
  const first = Temporal.PlainDate.from({ year, month, day: 1 });
  if (n > 0) {
    return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (n - 1) });
  }
  const last = first.with({ day: first.daysInMonth });
  return last.subtract({ days: ((last.dayOfWeek - weekday + 7) % 7) + 7 * (-n - 1) });
}

/** Easter Sunday of the Gregorian calendar, after Meeus, Jones and Butcher. */
function easter(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moon + 15) % 30;
  const leap = 32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4);
  const sunday = (leap - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * sunday) / 451);
  const count = epact + sunday - 7 * late + 114;
  return Temporal.PlainDate.from({
    year,
    month: Math.floor(count / 31),
    day: (count % 31) + 1,
  });
}

const epochDayOf = (date: Temporal.PlainDate): number =>
  Date.UTC(date.year, date.month - 1, date.day) / DAY_MS;
