import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../basics/time.ts';
import { instant } from '../basics/time.ts';
import { US_HOLIDAYS } from './calendars.ts';
import type { LocalHours, WeeklyHours } from './hours.ts';
import { allOpenFrom, dailyHours, everyDay, isOpenIn, onDays, opensFrom, span } from './hours.ts';

const utc = (text: string): Instant => instant(Temporal.Instant.from(`${text}Z`).epochMilliseconds);
const back = (at: Instant | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString().slice(0, 16);

const NEVER = onDays([], [], []);
const CANADIAN = onDays([span(9, 21.5)], [span(10, 18)], [span(10, 18)]);
const FRENCH = onDays([span(10, 13), span(14, 20)], [], []);
const NO_HOLIDAYS: WeeklyHours = {
  ...everyDay(8, 20),
  holidays: { calendar: US_HOLIDAYS, spans: [] },
};
const NOON_ON_HOLIDAYS: WeeklyHours = {
  ...everyDay(8, 20),
  holidays: { calendar: US_HOLIDAYS, spans: [span(12, 13)] },
};
const SHUT: WeeklyHours = { ...everyDay(8, 20), closedDates: ['2026-06-02'] };
const NIGHT = dailyHours({ zone: 'UTC', dailyFrom: 22 * 3_600, dailyTill: 6 * 3_600 });
const NY = 'America/New_York';
const LA = 'America/Los_Angeles';

// biome-ignore format: a table is read in columns.
test.each<
  [why: string, hours: WeeklyHours, zone: string, at: string, opens: string | undefined]
>([
  ['open now',                              CANADIAN, 'America/Toronto', '2026-06-01T15:00', '2026-06-01T15:00'],
  ['half past nine at night is over',       CANADIAN, 'America/Toronto', '2026-06-02T01:30', '2026-06-02T13:00'],
  ['a minute before it is not',             CANADIAN, 'America/Toronto', '2026-06-02T01:29', '2026-06-02T01:29'],
  ['Friday night: Saturday at ten',         CANADIAN, 'America/Toronto', '2026-06-06T02:00', '2026-06-06T14:00'],
  ['the break at noon',                     FRENCH, 'Europe/Paris', '2026-06-01T11:00', '2026-06-01T12:00'],
  ['Friday evening: Monday morning',        FRENCH, 'Europe/Paris', '2026-06-05T18:00', '2026-06-08T08:00'],
  ['Thanksgiving is left out',              NO_HOLIDAYS, NY, '2026-11-26T15:00', '2026-11-27T13:00'],
  ['two days in a row: Saturday the 4th',   NO_HOLIDAYS, NY, '2026-07-03T15:00', '2026-07-05T12:00'],
  ['a holiday may have hours of its own',   NOON_ON_HOLIDAYS, NY, '2026-11-26T15:00', '2026-11-26T17:00'],
  ['the holiday is where the person is',    NO_HOLIDAYS, LA, '2026-11-27T05:00', '2026-11-27T16:00'],
  ['a closed date',                         SHUT, NY, '2026-06-02T15:00', '2026-06-03T12:00'],
  ['hours that never come',                 NEVER, NY, '2026-06-01T15:00', undefined],
  ['an unknown zone is never open',         everyDay(0, 24), 'Atlantis/Capital', '2026-06-01T15:00', undefined],
  ['all day in a known one is always',      everyDay(0, 24), NY, '2026-06-01T04:00', '2026-06-01T04:00'],
  ['through midnight: open',                NIGHT, 'UTC', '2026-06-01T03:00', '2026-06-01T03:00'],
  ['through midnight: until the evening',   NIGHT, 'UTC', '2026-06-01T06:00', '2026-06-01T22:00'],
  // 8 March 2026, 02:00 → 03:00 in New York.
  ['summer time begins: eight is sooner',   everyDay(8, 21), NY, '2026-03-08T06:00', '2026-03-08T12:00'],
  ['the day before it was not',             everyDay(8, 21), NY, '2026-03-07T06:00', '2026-03-07T13:00'],
  ['hours that begin in the gap',           everyDay(2.5, 4), NY, '2026-03-08T05:00', '2026-03-08T07:00'],
  ['hours that lie in the gap: next day',   everyDay(2, 3), NY, '2026-03-08T05:00', '2026-03-09T06:00'],
  // 1 November 2026, 02:00 → 01:00 in New York.
  ['summer time ends: eight is later',      everyDay(8, 21), NY, '2026-11-01T05:00', '2026-11-01T13:00'],
  ['an hour that comes twice: the first',   everyDay(1, 2), NY, '2026-11-01T04:30', '2026-11-01T05:00'],
  ['its second half opens it again',        everyDay(1, 1.5), NY, '2026-11-01T05:30', '2026-11-01T06:00'],
])('%s', (_why, hours, zone, at, opens) => {
  const local = { hours, zone };
  expect(back(opensFrom(local, utc(at)))).toBe(opens);
  expect(isOpenIn(local, utc(at))).toBe(opens === at);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, all: readonly LocalHours[], at: string, opens: string | undefined]>([
  ['one alone',                      [{ hours: everyDay(8, 21), zone: NY }], '2026-06-01T06:00', '2026-06-01T12:00'],
  ['two coasts: when the later opens', [{ hours: everyDay(8, 21), zone: NY }, { hours: everyDay(8, 21), zone: LA }], '2026-06-01T12:00', '2026-06-01T15:00'],
  ['and until the sooner closes',    [{ hours: everyDay(8, 21), zone: NY }, { hours: everyDay(8, 21), zone: LA }], '2026-06-02T01:00', '2026-06-02T15:00'],
  ['morning and evening never meet', [{ hours: everyDay(8, 12), zone: NY }, { hours: everyDay(13, 20), zone: NY }], '2026-06-01T12:00', undefined],
  ['one that is empty',              [{ hours: everyDay(8, 21), zone: NY }, { hours: NEVER, zone: NY }], '2026-06-01T12:00', undefined],
  ['nothing asked is always open',   [], '2026-06-01T12:00', '2026-06-01T12:00'],
  ['summer time begins in one only', [{ hours: everyDay(8, 21), zone: NY }, { hours: everyDay(8, 14), zone: 'Europe/London' }], '2026-03-08T09:00', '2026-03-08T12:00'],
  ['the week before it was an hour later', [{ hours: everyDay(8, 21), zone: NY }, { hours: everyDay(8, 14), zone: 'Europe/London' }], '2026-03-07T09:00', '2026-03-07T13:00'],
])('all of them: %s', (_why, all, at, opens) => {
  expect(back(allOpenFrom(all, utc(at)))).toBe(opens);
});

test('the moment found is open everywhere, and no quarter of an hour before it is', () => {
  const hours = fc.constantFrom(CANADIAN, FRENCH, NO_HOLIDAYS, everyDay(9, 20), SHUT);
  const zone = fc.constantFrom(NY, LA, 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata');
  const one = fc.record({ hours, zone });
  const at = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 20) });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 3 }), at, (all, ms) => {
      const from = instant(Math.floor(ms / 60_000) * 60_000);
      const found = allOpenFrom(all, from);
      if (found === undefined) return true;
      const isOpen = (moment: number) => all.every((each) => isOpenIn(each, instant(moment)));
      for (let before = from; before < found; before = instant(before + 900_000)) {
        if (isOpen(before)) return false;
      }
      return isOpen(found);
    }),
    { numRuns: 60 },
  );
});
