import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { campaignGroupId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { hours, instant, minutes } from '../basics/time.ts';
import type { PointTime, Schedule, ScheduleBegin } from './schedule.ts';
import { dueBetween, lookFrom, nextDue, runEndsAt } from './schedule-times.ts';

const NY = 'America/New_York';
const START: PointTime = { kind: 'offset', minutes: 0 };
const at = (time: string): PointTime => ({ kind: 'local-time', time });
const plus = (count: number): PointTime => ({ kind: 'offset', minutes: count });

type Weekly = Extract<ScheduleBegin, { kind: 'weekly' }>;
const weekly = (time: string, more: Partial<Weekly> = {}): ScheduleBegin => ({
  kind: 'weekly',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  time,
  firstDay: '2020-01-01',
  lastDay: null,
  ...more,
});
const once = (day: string, time: string): ScheduleBegin => ({ kind: 'once', day, time });

function schedule(begins: ScheduleBegin, times: readonly PointTime[], zone = NY): Schedule {
  const groupId = campaignGroupId('group');
  const points = times.map((time, place) => ({
    id: `p${place + 1}`,
    at: time,
    groupId,
    action: { kind: 'stop' as const },
  }));
  return { zone, begins, points, graceMs: minutes(10) };
}

const utc = (text: string): Instant => instant(Date.parse(`${text}Z`));
const back = (moment: Instant | undefined): string | undefined =>
  moment === undefined ? undefined : new Date(moment).toISOString().slice(0, 16);
const found = (of: Schedule, from: string, to: string): readonly string[] =>
  dueBetween(of, utc(from), utc(to)).map(
    ({ run, point, dueAt }) => `${run} ${point.id} ${back(dueAt)}`,
  );

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: Schedule, from: string, to: string, due: readonly string[]]>([
  ['once, at its time',                   schedule(once('2026-12-03', '09:00'), [START]), '2026-12-03T13:59', '2026-12-03T14:00', ['2026-12-03 p1 2026-12-03T14:00']],
  ['not before',                          schedule(once('2026-12-03', '09:00'), [START]), '2026-12-02T00:00', '2026-12-03T13:59', []],
  ['and not again',                       schedule(once('2026-12-03', '09:00'), [START]), '2026-12-03T14:00', '2027-12-03T14:00', []],
  ['every weekday, and not at weekends',  schedule(weekly('09:00', { weekdays: [1, 2, 3, 4, 5] }), [START]), '2026-12-03T15:00', '2026-12-07T15:00', ['2026-12-04 p1 2026-12-04T14:00', '2026-12-07 p1 2026-12-07T14:00']],
  ['from its first day on, to its last',  schedule(weekly('09:00', { firstDay: '2026-12-02', lastDay: '2026-12-03' }), [START]), '2026-11-01T00:00', '2027-01-01T00:00', ['2026-12-02 p1 2026-12-02T14:00', '2026-12-03 p1 2026-12-03T14:00']],
  ['the points of a day in their order',  schedule(weekly('09:00'), [at('17:00'), START, plus(90)]), '2026-12-01T12:00', '2026-12-02T00:00', ['2026-12-01 p2 2026-12-01T14:00', '2026-12-01 p3 2026-12-01T15:30', '2026-12-01 p1 2026-12-01T22:00']],
  ['of one instant as they are listed',   schedule(weekly('09:00'), [plus(60), at('10:00')]), '2026-12-01T12:00', '2026-12-02T00:00', ['2026-12-01 p1 2026-12-01T15:00', '2026-12-01 p2 2026-12-01T15:00']],
  ['a run goes on into the next day',     schedule(once('2026-12-01', '23:00'), [plus(1_439)]), '2026-12-02T20:00', '2026-12-03T20:00', ['2026-12-01 p1 2026-12-03T03:59']],
  ['what follows a group has no time',    schedule(weekly('09:00'), [START, { kind: 'after-group' }]), '2026-12-01T12:00', '2026-12-01T23:00', ['2026-12-01 p1 2026-12-01T14:00']],
  ['nothing in a span that goes back',    schedule(weekly('09:00'), [START]), '2026-12-01T15:00', '2026-12-01T13:00', []],
  ['a time that is left out comes after the gap', schedule(weekly('02:30'), [START]), '2026-03-08T05:00', '2026-03-08T12:00', ['2026-03-08 p1 2026-03-08T07:00']],
  ['the day before it is as always',      schedule(weekly('02:30'), [START]), '2026-03-07T05:00', '2026-03-07T12:00', ['2026-03-07 p1 2026-03-07T07:30']],
  ['all that is left out comes at once',  schedule(weekly('02:00'), [START, at('02:59'), at('03:00')]), '2026-03-08T05:00', '2026-03-08T12:00', ['2026-03-08 p1 2026-03-08T07:00', '2026-03-08 p2 2026-03-08T07:00', '2026-03-08 p3 2026-03-08T07:00']],
  ['an offset is as long as ever',        schedule(weekly('01:30'), [plus(60)]), '2026-03-08T05:00', '2026-03-08T12:00', ['2026-03-08 p1 2026-03-08T07:30']],
  ['a time that comes twice, once',       schedule(weekly('01:30'), [START, at('02:30')]), '2026-11-01T04:00', '2026-11-01T12:00', ['2026-11-01 p1 2026-11-01T05:30', '2026-11-01 p2 2026-11-01T07:30']],
  ['half an hour that is left out',       schedule(weekly('02:15'), [START], 'Australia/Lord_Howe'), '2026-10-03T12:00', '2026-10-03T18:00', ['2026-10-04 p1 2026-10-03T15:30']],
  ['midnight that is left out',           schedule(weekly('00:00'), [START], 'America/Santiago'), '2026-09-06T00:00', '2026-09-06T12:00', ['2026-09-06 p1 2026-09-06T04:00']],
  ['a day that is left out',              schedule(weekly('09:00', { firstDay: '2011-01-01' }), [START], 'Pacific/Apia'), '2011-12-30T00:00', '2011-12-31T00:00', ['2011-12-30 p1 2011-12-30T10:00', '2011-12-31 p1 2011-12-30T19:00']],
])('%s', (_why, of, from, to, due) => {
  expect(found(of, from, to)).toEqual(due);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: Schedule, at: string, next: string | undefined]>([
  ['later today',                     schedule(weekly('09:00'), [START, at('17:00')]), '2026-12-01T14:00', '2026-12-01T22:00'],
  ['tomorrow',                        schedule(weekly('09:00'), [START]), '2026-12-01T14:00', '2026-12-02T14:00'],
  ['on Monday',                       schedule(weekly('09:00', { weekdays: [1] }), [START]), '2026-12-07T14:00', '2026-12-14T14:00'],
  ['on its first day, next year',     schedule(weekly('09:00', { firstDay: '2027-06-01' }), [START]), '2026-12-01T14:00', '2027-06-01T13:00'],
  ['never: it is over',               schedule(weekly('09:00', { lastDay: '2026-12-01' }), [START]), '2026-12-01T14:00', undefined],
  ['never: it was once',              schedule(once('2026-12-01', '09:00'), [START]), '2026-12-01T14:00', undefined],
  ['the end of what began yesterday', schedule(once('2026-12-01', '20:00'), [START, plus(1_200)]), '2026-12-02T14:00', '2026-12-02T21:00'],
])('next: %s', (_why, of, moment, next) => {
  expect(back(nextDue(of, utc(moment)))).toBe(next);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, begins: ScheduleBegin, run: string, ends: string]>([
  ['a day later',                    once('2026-12-01', '09:00'),              '2026-12-01', '2026-12-02T14:00'],
  ['at the next run, where it is',   weekly('09:00'),                          '2026-03-07', '2026-03-08T13:00'],
  ['a day later before a free day',  weekly('09:00', { weekdays: [6] }),       '2026-03-07', '2026-03-08T14:00'],
  ['a day later, not the longest',   weekly('09:00'),                          '2026-10-31', '2026-11-01T13:00'],
])('a run ends %s', (_why, begins, run, ends) => {
  expect(back(runEndsAt(schedule(begins, [START]), run))).toBe(ends);
});

// biome-ignore format: a table is read in columns.
test.each([
  ['from the mark',                       '2026-12-01T14:00', '2026-12-01T14:01', '2026-12-01T14:00'],
  ['a week back at most',                 '2025-01-01T00:00', '2026-12-08T00:00', '2026-12-01T00:00'],
  ['from now, where clocks were put back', '2100-01-01T00:00', '2026-12-08T00:00', '2026-12-08T00:00'],
])('looks %s', (_why, mark, now, from) => {
  expect(back(lookFrom(utc(mark), utc(now)))).toBe(from);
});

/** Within a fortnight around a change of the clocks of most zones. */
const SPAN_MS = hours(14 * 24);
const spring = Date.UTC(2026, 2, 1);
const autumn = Date.UTC(2026, 9, 24);

const two = (count: number): string => String(count).padStart(2, '0');
const time = fc
  .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }))
  .map(([hour, minute]) => `${two(hour)}:${two(minute)}`);
// The hours in which clocks change come often.
const early = fc.constantFrom('00:00', '00:30', '01:30', '02:00', '02:15', '02:30', '03:00');
const pointTime: fc.Arbitrary<PointTime> = fc.oneof(
  fc.nat({ max: 1_439 }).map(plus),
  fc.oneof(time, early).map(at),
  fc.constant<PointTime>({ kind: 'after-group' }),
);
const drawn = fc
  .record({
    time: fc.oneof(time, early),
    weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    points: fc.array(pointTime, { minLength: 1, maxLength: 4 }),
    zone: fc.constantFrom(NY, 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'),
  })
  .map((of) => schedule(weekly(of.time, { weekdays: of.weekdays }), of.points, of.zone));
const start = fc.constantFrom(spring, autumn);
const ticks = fc.array(fc.nat({ max: SPAN_MS }), { maxLength: 40 });

test('however a span is cut into ticks, each point comes exactly once and in its order', () => {
  fc.assert(
    fc.property(drawn, start, ticks, (of, from, cuts) => {
      const ends = [...cuts, SPAN_MS].toSorted((a, b) => a - b).map((ms) => instant(from + ms));
      const whole = dueBetween(of, instant(from), instant(from + SPAN_MS));
      let before = instant(from);
      const pieces = ends.flatMap((end) => {
        const piece = dueBetween(of, before, end);
        before = end;
        return piece;
      });
      expect(pieces).toEqual(whole);
      const keys = whole.map(({ run, point }) => `${run} ${point.id}`);
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { numRuns: 60 },
  );
});

test('clocks that go back and forth leave out nothing, and bring nothing new twice', () => {
  fc.assert(
    fc.property(drawn, start, ticks, (of, from, jumps) => {
      const seen = new Map<string, Instant>();
      let mark = instant(from);
      for (const ms of [...jumps, SPAN_MS / 2]) {
        const now = instant(from + (ms % hours(6 * 24)));
        for (const { run, point, dueAt } of dueBetween(of, lookFrom(mark, now), now)) {
          seen.set(`${run} ${point.id}`, dueAt);
        }
        mark = now;
      }
      const last = Math.max(...[...jumps, SPAN_MS / 2].map((ms) => ms % hours(6 * 24)));
      const all = dueBetween(of, instant(from), instant(from + last));
      const keys = all.map(({ run, point }) => `${run} ${point.id}`);
      expect([...seen.keys()].toSorted()).toEqual(keys.toSorted());
    }),
    { numRuns: 60 },
  );
});

test('every day of the schedule has all its timed points, whatever clocks do on it', () => {
  fc.assert(
    fc.property(drawn, start, (of, from) => {
      const timed = of.points.filter((point) => point.at.kind !== 'after-group').length;
      // The first and the last days are cut off.
      const all = dueBetween(of, instant(from - hours(48)), instant(from + SPAN_MS + hours(48)));
      const counts = Map.groupBy(all, ({ run }) => run);
      for (let day = 1; day < 13; day += 1) {
        const date = new Date(from + day * hours(24));
        const isRun =
          of.begins.kind === 'weekly' && of.begins.weekdays.includes(date.getUTCDay() || 7);
        const count = counts.get(date.toISOString().slice(0, 10))?.length ?? 0;
        expect(count).toBe(isRun ? timed : 0);
      }
    }),
    { numRuns: 60 },
  );
});

test('in a zone that nobody knows any more nothing comes', () => {
  const of = schedule(weekly('09:00'), [START], 'Europe/Atlantis');
  const from = utc('2026-12-01T00:00');
  expect([dueBetween(of, from, utc('2026-12-05T00:00')), nextDue(of, from)]).toEqual([
    [],
    undefined,
  ]);
});

test('the next point is the first that comes', () => {
  fc.assert(
    fc.property(drawn, start, fc.nat({ max: hours(72) }), (of, from, ms) => {
      const moment = instant(from + ms);
      const next = nextDue(of, moment);
      const [first] = dueBetween(of, moment, instant(moment + hours(24 * 9)));
      expect(next).toBe(first?.dueAt);
    }),
    { numRuns: 60 },
  );
});
