import { expect, test } from 'vitest';
import { FRENCH_HOLIDAYS, GERMAN_HOLIDAYS, US_HOLIDAYS } from './calendars.ts';
import type { HolidayCalendar } from './holidays.ts';
import { isHoliday } from './holidays.ts';

const day = (date: string): number => Date.parse(date) / 86_400_000;

// biome-ignore format: a table is read in columns.
test.each<[why: string, calendar: HolidayCalendar, date: string, is: boolean]>([
  ['Thanksgiving is the fourth Thursday',     US_HOLIDAYS,     '2026-11-26', true],
  ['and no other',                            US_HOLIDAYS,     '2026-11-19', false],
  ['Memorial Day is the last Monday of May',  US_HOLIDAYS,     '2026-05-25', true],
  ['in a May of five Mondays as well',        US_HOLIDAYS,     '2027-05-31', true],
  ['Independence Day',                        US_HOLIDAYS,     '2026-07-04', true],
  ['on a Saturday: the Friday before, too',   US_HOLIDAYS,     '2026-07-03', true],
  ['not the Monday after',                    US_HOLIDAYS,     '2026-07-06', false],
  ['on a Sunday: the Monday after',           US_HOLIDAYS,     '2027-07-05', true],
  ['New Year on a Saturday: still last year', US_HOLIDAYS,     '2021-12-31', true],
  ['an ordinary New Year’s Eve',              US_HOLIDAYS,     '2026-12-31', false],
  ['Good Friday 2026',                        GERMAN_HOLIDAYS, '2026-04-03', true],
  ['Easter Monday 2024, an early one',        GERMAN_HOLIDAYS, '2024-04-01', true],
  ['Ascension Day 2025',                      GERMAN_HOLIDAYS, '2025-05-29', true],
  ['Whit Monday 2025',                        GERMAN_HOLIDAYS, '2025-06-09', true],
  ['Good Friday is a workday in France',      FRENCH_HOLIDAYS, '2026-04-03', false],
  ['National Day',                            FRENCH_HOLIDAYS, '2026-07-14', true],
  ['before 1970 as well',                     FRENCH_HOLIDAYS, '1969-07-14', true],
])('%s', (_why, calendar, date, is) => {
  expect(isHoliday(calendar, day(date))).toBe(is);
});
