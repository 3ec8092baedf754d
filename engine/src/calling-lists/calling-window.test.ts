import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../basics/time.ts';
import { instant } from '../basics/time.ts';
import type { CallingWindow } from './calling-window.ts';
import { isOpen, isZone, nextOpening, openFrom, secondOfDay } from './calling-window.ts';

const utc = (text: string) => instant(Temporal.Instant.from(`${text}Z`).epochMilliseconds);
const clock = (hour: number, minute = 0) => hour * 3_600 + minute * 60;

// biome-ignore format: a table is read in columns.
test.each<[why: string, zone: string, from: number, till: number, at: string, open: boolean]>([
  ['a minute before eight is too early', 'America/New_York', 8, 21, '2026-06-01T11:59', false],
  ['eight sharp is allowed',             'America/New_York', 8, 21, '2026-06-01T12:00', true],
  ['a second before nine at night',      'America/New_York', 8, 21, '2026-06-02T00:59:59', true],
  ['nine sharp is too late',             'America/New_York', 8, 21, '2026-06-02T01:00', false],
  ['three hours earlier in Los Angeles', 'America/Los_Angeles', 8, 21, '2026-06-01T12:00', false],
  // 8 March 2026, 02:00 → 03:00 in New York.
  ['winter: eight is 13:00 UTC',          'America/New_York', 8, 21, '2026-03-07T12:59', false],
  ['winter: eight, on the minute',        'America/New_York', 8, 21, '2026-03-07T13:00', true],
  ['summer time begins: eight is 12:00',  'America/New_York', 8, 21, '2026-03-08T12:00', true],
  ['and one minute before is too early',  'America/New_York', 8, 21, '2026-03-08T11:59', false],
  ['the evening ends an hour sooner too', 'America/New_York', 8, 21, '2026-03-09T01:00', false],
  ['the hour that does not exist is shut', 'America/New_York', 2, 3, '2026-03-08T07:00', false],
  ['the minute before it is half past one', 'America/New_York', 1, 2, '2026-03-08T06:59', true],
  // 1 November 2026, 02:00 → 01:00 in New York.
  ['summer: eight is 12:00 UTC',          'America/New_York', 8, 21, '2026-10-31T12:00', true],
  ['summer time ends: 12:00 is seven',    'America/New_York', 8, 21, '2026-11-01T12:59', false],
  ['and eight is 13:00',                  'America/New_York', 8, 21, '2026-11-01T13:00', true],
  ['the evening lasts till 02:00 UTC',    'America/New_York', 8, 21, '2026-11-02T01:59', true],
  ['one o’clock comes once',              'America/New_York', 1, 2, '2026-11-01T05:30', true],
  ['and once more',                       'America/New_York', 1, 2, '2026-11-01T06:30', true],
  ['and not a third time',                'America/New_York', 1, 2, '2026-11-01T07:00', false],
  ['through midnight: late evening',      'Europe/London', 22, 6, '2026-01-10T23:00', true],
  ['through midnight: after midnight',    'Europe/London', 22, 6, '2026-01-10T05:59', true],
  ['through midnight: morning',           'Europe/London', 22, 6, '2026-01-10T06:00', false],
  ['through midnight: just before',       'Europe/London', 22, 6, '2026-01-10T21:59', false],
  ['half an hour off: nine in Kolkata',   'Asia/Kolkata', 9, 18, '2026-06-01T03:30', true],
  ['a minute before nine in Kolkata',     'Asia/Kolkata', 9, 18, '2026-06-01T03:29', false],
  ['three quarters off: nine in Kathmandu', 'Asia/Kathmandu', 9, 18, '2026-06-01T03:15', true],
  ['half an hour off: Saint John’s',      'America/St_Johns', 9, 18, '2026-06-01T11:30', true],
  ['a minute before nine in Saint John’s', 'America/St_Johns', 9, 18, '2026-06-01T11:29', false],
  ['a half-hour summer time: Lord Howe',  'Australia/Lord_Howe', 9, 18, '2026-01-10T22:00', true],
  ['all day means all day',               'Europe/Lisbon', 0, 24, '2026-06-01T23:00', true],
  ['from eight to eight is never',        'Europe/Lisbon', 8, 8, '2026-06-01T07:00', false],
])('%s', (_why, zone, from, till, at, open) => {
  const window = { zone, dailyFrom: clock(from), dailyTill: clock(till) };
  expect(isOpen(window, utc(at))).toBe(open);
});

test('the clock on the wall, seconds since midnight', () => {
  expect([
    secondOfDay('America/New_York', utc('2026-06-01T15:30')),
    secondOfDay('Asia/Kolkata', utc('2026-06-01T18:30')),
    secondOfDay('UTC', instant(-1_000)),
  ]).toEqual([clock(11, 30), 0, 86_399]);
});

test('what is remembered of a zone never changes the answer, in whatever order', () => {
  const zone = fc.constantFrom('America/New_York', 'Europe/Lisbon', 'Australia/Lord_Howe', 'UTC');
  const at = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2060, 0, 1) });
  fc.assert(
    fc.property(zone, at, (name, ms) => {
      const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name);
      const wall = local.hour * 3_600 + local.minute * 60 + local.second;
      return secondOfDay(name, instant(ms)) === wall;
    }),
  );
});

// biome-ignore format: a table is read in columns.
test.each<[zone: string, known: boolean]>([
  ['Europe/Lisbon', true],
  ['America/Argentina/Buenos_Aires', true],
  ['UTC', true],
  ['Mars/Olympus', false],
  ['', false],
])('%s is a zone: %s', (zone, known) => {
  expect(isZone(zone)).toBe(known);
});

const from8to18 = { dailyFrom: 28_800, dailyTill: 64_800 };

test.each<[why: string, window: CallingWindow, at: Instant, opening: Instant | undefined]>([
  [
    'in the evening it is tomorrow morning',
    { zone: 'America/New_York', ...from8to18 },
    utc('2026-01-05T23:30'),
    utc('2026-01-06T13:00'),
  ],
  [
    'at night it is this morning',
    { zone: 'America/New_York', ...from8to18 },
    utc('2026-01-05T08:00'),
    utc('2026-01-05T13:00'),
  ],
  [
    'a change of the clocks may come first',
    { zone: 'America/New_York', ...from8to18 },
    utc('2026-03-08T02:00'),
    utc('2026-03-08T07:00'),
  ],
  [
    'an empty window never opens',
    { zone: 'UTC', dailyFrom: 3_600, dailyTill: 3_600 },
    utc('2026-01-05T08:00'),
    undefined,
  ],
])('%s', (_why, window, at, opening) => {
  expect(nextOpening(window, at)).toBe(opening);
});

test('no window opens before its next opening', () => {
  const zones = ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
  const time = fc.nat({ max: 96 }).map((quarter) => quarter * 900);
  const start = utc('2026-03-01T00:00');
  const input = fc.record({
    zone: fc.constantFrom(...zones),
    dailyFrom: time,
    dailyTill: time,
    quarter: fc.nat({ max: 4 * 24 * 60 }),
  });
  fc.assert(
    fc.property(input, ({ quarter, ...window }) => {
      const at = instant(start + quarter * 900_000);
      if (isOpen(window, at)) return;
      const opening = nextOpening(window, at);
      const last = opening ?? instant(at + 50 * 3_600_000);
      for (let ms = at; ms < last; ms = instant(ms + 900_000))
        expect(isOpen(window, ms)).toBe(false);
    }),
  );
});

test.each<[why: string, window: CallingWindow, from: Instant, open: Instant | undefined]>([
  [
    'an open window is open now',
    { zone: 'America/New_York', ...from8to18 },
    utc('2026-01-05T15:00'),
    utc('2026-01-05T15:00'),
  ],
  [
    'a closed one opens in the morning, also past a change of the clocks',
    { zone: 'America/New_York', ...from8to18 },
    utc('2026-03-08T02:00'),
    utc('2026-03-08T12:00'),
  ],
  [
    'an empty one never',
    { zone: 'UTC', dailyFrom: 3_600, dailyTill: 3_600 },
    utc('2026-01-05T15:00'),
    undefined,
  ],
])('%s', (_why, window, from, open) => {
  expect(openFrom(window, from)).toBe(open);
});
