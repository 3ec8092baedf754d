import type { HolidayCalendar } from './holidays.ts';

/** Those that a campaign may keep by name. */
export const CALENDAR_IDS = ['us-federal', 'german', 'french'] as const;
export type CalendarId = (typeof CALENDAR_IDS)[number];

/** Legal holidays of the United States, as several states ban calls on theirs. */
export const US_HOLIDAYS: HolidayCalendar = {
  id: 'us-federal-holidays',
  source: {
    title: '5 U.S.C. 6103',
    url: 'https://www.law.cornell.edu/uscode/text/5/6103',
  },
  rules: [
    { name: 'New Year’s Day', on: 'date', month: 1, day: 1, observed: 'nearest-weekday' },
    { name: 'Martin Luther King Day', on: 'weekday', month: 1, weekday: 1, n: 3 },
    { name: 'Washington’s Birthday', on: 'weekday', month: 2, weekday: 1, n: 3 },
    { name: 'Memorial Day', on: 'weekday', month: 5, weekday: 1, n: -1 },
    { name: 'Juneteenth', on: 'date', month: 6, day: 19, observed: 'nearest-weekday' },
    { name: 'Independence Day', on: 'date', month: 7, day: 4, observed: 'nearest-weekday' },
    { name: 'Labor Day', on: 'weekday', month: 9, weekday: 1, n: 1 },
    { name: 'Columbus Day', on: 'weekday', month: 10, weekday: 1, n: 2 },
    { name: 'Veterans Day', on: 'date', month: 11, day: 11, observed: 'nearest-weekday' },
    { name: 'Thanksgiving', on: 'weekday', month: 11, weekday: 4, n: 4 },
    { name: 'Christmas Day', on: 'date', month: 12, day: 25, observed: 'nearest-weekday' },
  ],
};

/** Public holidays of all of Germany; those of single states are for a campaign to add. */
export const GERMAN_HOLIDAYS: HolidayCalendar = {
  id: 'german-holidays',
  source: {
    title: 'Holidays common to all German states',
    url: 'https://en.wikipedia.org/wiki/Public_holidays_in_Germany',
  },
  rules: [
    { name: 'New Year’s Day', on: 'date', month: 1, day: 1 },
    { name: 'Good Friday', on: 'easter', days: -2 },
    { name: 'Easter Monday', on: 'easter', days: 1 },
    { name: 'Labour Day', on: 'date', month: 5, day: 1 },
    { name: 'Ascension Day', on: 'easter', days: 39 },
    { name: 'Whit Monday', on: 'easter', days: 50 },
    { name: 'German Unity Day', on: 'date', month: 10, day: 3 },
    { name: 'Christmas Day', on: 'date', month: 12, day: 25 },
    { name: 'Second Christmas Day', on: 'date', month: 12, day: 26 },
  ],
};

/** Days on which nobody in France may be called to sell anything. */
export const FRENCH_HOLIDAYS: HolidayCalendar = {
  id: 'french-holidays',
  source: {
    title: 'Code du travail, article L3133-1',
    url: 'https://www.legifrance.gouv.fr/codes/id/LEGITEXT000006072050/',
  },
  rules: [
    { name: 'New Year’s Day', on: 'date', month: 1, day: 1 },
    { name: 'Easter Monday', on: 'easter', days: 1 },
    { name: 'Labour Day', on: 'date', month: 5, day: 1 },
    { name: 'Victory Day', on: 'date', month: 5, day: 8 },
    { name: 'Ascension Day', on: 'easter', days: 39 },
    { name: 'Whit Monday', on: 'easter', days: 50 },
    { name: 'National Day', on: 'date', month: 7, day: 14 },
    { name: 'Assumption', on: 'date', month: 8, day: 15 },
    { name: 'All Saints', on: 'date', month: 11, day: 1 },
    { name: 'Armistice Day', on: 'date', month: 11, day: 11 },
    { name: 'Christmas Day', on: 'date', month: 12, day: 25 },
  ],
};

export const CALENDARS: Readonly<Record<CalendarId, HolidayCalendar>> = {
  'us-federal': US_HOLIDAYS,
  german: GERMAN_HOLIDAYS,
  french: FRENCH_HOLIDAYS,
};
