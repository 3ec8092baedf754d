import { expect, test } from 'vitest';
import {
  CALENDAR_IDS,
  CALENDARS,
  FRENCH_HOLIDAYS,
  GERMAN_HOLIDAYS,
  US_HOLIDAYS,
} from './calendars.ts';
import { isHoliday } from './holidays.ts';

test.each([
  [US_HOLIDAYS, 2025, 11],
  [GERMAN_HOLIDAYS, 2025, 9],
  [FRENCH_HOLIDAYS, 2025, 11],
])('each calendar has as many days as its law names: $0.id', (calendar, year, count) => {
  const first = Date.UTC(year, 0, 1) / 86_400_000;
  const days = Array.from({ length: 365 }, (_, n) => first + n);
  expect(days.filter((day) => isHoliday(calendar, day))).toHaveLength(count);
  expect(calendar.source.url).toMatch(/^https:/);
});

test('each that can be named has a calendar of its own', () => {
  expect(new Set(CALENDAR_IDS.map((id) => CALENDARS[id].id)).size).toBe(CALENDAR_IDS.length);
});
