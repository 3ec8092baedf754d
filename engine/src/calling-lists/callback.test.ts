import { expect, test } from 'vitest';
import { campaignId, recordId } from '../basics/ids.ts';
import type { LocalTime } from '../basics/local-time.ts';
import type { Refusal } from '../basics/refusal.ts';
import { after, hours, instant, millis, minutes } from '../basics/time.ts';
import { chain, phone, record } from '../test-site.ts';
import type { CallbackRules, CallbackStanding, CallbackWish, NumberChoice } from './callback.ts';
import {
  callbackProblem,
  chosenRecord,
  openToGroupAt,
  promisedBy,
  standingOf,
  standsUntil,
  typedNumber,
  USUAL_CALLBACK_RULES,
} from './callback.ts';
import { suppressionText } from './suppression.ts';

const ZONE = 'America/New_York';
const utc = (text: string) => instant(Date.parse(`${text}Z`));
/** A Monday, 10:02 in New York. */
const NOW = utc('2026-11-30T15:02');
const local = (text: string, reading?: 'earlier' | 'later', zone = ZONE): LocalTime => ({
  local: text,
  zone,
  reading,
});
const first: NumberChoice = { kind: 'record', recordId: record(1).id };
const used: NumberChoice = { kind: 'record', recordId: record(3).id };
const typed = (n: number): NumberChoice => ({ kind: 'new-number', phone: phone(n) });
const unknown: NumberChoice = { kind: 'record', recordId: recordId('99') };

/** Called from 8 to 21; the second at night only; the third as often as is allowed. */
const person = chain(1, {
  records: [
    record(1),
    record(2, { chainN: 1, dailyFrom: 0, dailyTill: 3_600 }),
    record(3, { chainN: 2, attempts: 5 }),
    record(4, { chainN: 3, dailyFrom: 0, dailyTill: 0 }),
  ],
  suppressed: [phone(8)],
});
const night: NumberChoice = { kind: 'record', recordId: record(2).id };
const never: NumberChoice = { kind: 'record', recordId: record(4).id };
const suppressed = new Map([[suppressionText({ kind: 'phone', phone: phone(9) }), true]]);
const now = (at = NOW) => ({
  chain: person,
  suppressed,
  campaignId: campaignId('here'),
  attemptsMax: 5,
  rules: USUAL_CALLBACK_RULES,
  at,
});
const wish = (time: LocalTime, to: NumberChoice): CallbackWish => ({ time, kind: 'personal', to });
const no = (code: Refusal['code'], instead?: LocalTime, detail?: string): Refusal => ({
  code,
  ...(detail === undefined ? {} : { detail }),
  ...(instead === undefined ? {} : { instead }),
});

const SPRING = utc('2026-03-07T15:00');
const AUTUMN = utc('2026-10-31T15:00');

// biome-ignore format: a table is read in columns.
test.each<[why: string, time: LocalTime, to: NumberChoice, at: number, problem: Refusal | undefined]>([
  ['this afternoon',                     local('2026-11-30T16:30'), first, NOW, undefined],
  ['in the agent’s own words',           local('2026-11-30T21:30', undefined, 'Europe/Lisbon'), first, NOW, undefined],
  ['at a number that was just given',    local('2026-11-30T16:30'), typed(5), NOW, undefined],
  ['an hour ago: as soon as can be said', local('2026-11-30T09:00'), first, NOW, no('CALLBACK_IN_PAST', local('2026-11-30T10:10'))],
  ['this very minute',                   local('2026-11-30T10:02'), first, NOW, no('CALLBACK_IN_PAST', local('2026-11-30T10:10'))],
  ['late at night: the next morning',    local('2026-11-30T23:00'), first, NOW, no('CALLBACK_OUTSIDE_WINDOW', local('2026-12-01T08:00'))],
  ['nine in the evening is over',        local('2026-11-30T21:00'), first, NOW, no('CALLBACK_OUTSIDE_WINDOW', local('2026-12-01T08:00'))],
  ['before eight: the same morning',     local('2026-12-01T07:30'), first, NOW, no('CALLBACK_OUTSIDE_WINDOW', local('2026-12-01T08:00'))],
  ['each number has its own hours',      local('2026-11-30T16:30'), night, NOW, no('CALLBACK_OUTSIDE_WINDOW', local('2026-12-01T00:00'))],
  ['the slot is in the zone asked in',   local('2026-12-01T08:00', undefined, 'Europe/Lisbon'), first, NOW, no('CALLBACK_OUTSIDE_WINDOW', local('2026-12-01T13:00', undefined, 'Europe/Lisbon'))],
  ['hours that never come offer nothing', local('2026-11-30T16:30'), never, NOW, no('CALLBACK_OUTSIDE_WINDOW')],
  ['in two months: the last day there is', local('2027-02-01T10:00'), first, NOW, no('CALLBACK_TOO_FAR', local('2026-12-29T10:05'))],
  ['never again means never',            local('2026-11-30T16:30'), typed(9), NOW, no('NUMBER_SUPPRESSED', undefined, phone(9))],
  ['also when that was said long ago',   local('2026-11-30T16:30'), typed(8), NOW, no('NUMBER_SUPPRESSED', undefined, phone(8))],
  ['no attempt is left',                 local('2026-11-30T16:30'), used, NOW, no('NUMBER_USED_UP', undefined, phone(3))],
  ['typed, it is the number that is known', local('2026-11-30T16:30'), typed(3), NOW, no('NUMBER_USED_UP', undefined, phone(3))],
  ['nobody’s number',                    local('2026-11-30T16:30'), unknown, NOW, no('NUMBER_UNKNOWN')],
  ['no time at all',                     local('soon'), first, NOW, no('CALLBACK_TIME_INVALID')],
  ['clocks go forward over it',          local('2026-03-08T02:30'), night, SPRING, no('CALLBACK_TIME_SKIPPED', local('2026-03-09T00:00'))],
  ['clocks go back and it comes twice',  local('2026-11-01T01:30'), first, AUTUMN, no('CALLBACK_TIME_TWICE', local('2026-11-01T08:00'))],
])('%s', (_why, time, to, at, problem) => {
  expect(callbackProblem(wish(time, to), now(instant(at)))).toEqual(problem);
});

test('an hour that comes twice is allowed as soon as one of the two is said', () => {
  const open = chain(1, { records: [record(1, { dailyFrom: 0, dailyTill: 86_400 })] });
  const at = { ...now(AUTUMN), chain: open };
  const ask = (reading?: 'earlier' | 'later') =>
    callbackProblem(wish(local('2026-11-01T01:30', reading), first), at);
  expect([ask('earlier'), ask('later')]).toEqual([undefined, undefined]);
  expect(ask()).toEqual(no('CALLBACK_TIME_TWICE', local('2026-11-01T01:30', 'earlier')));
});

test('a number that was given becomes a record with the hours of the one called', () => {
  expect(chosenRecord(person, typed(5), recordId('-7'))).toEqual(
    record(5, { id: recordId('-7'), chainN: 4, contactType: 'none' }),
  );
  expect(chosenRecord(person, typed(2))).toBe(person.records[1]);
  expect(chosenRecord(person, unknown)).toBeUndefined();
});

test('a promise whose hour has come is kept at once; one that is forbidden is none', () => {
  const promise = (time: string, to: NumberChoice) =>
    promisedBy(wish(local(time), to), now(), recordId('-7'));
  const kind = 'personal';
  expect(promise('2026-11-30T16:30', first)).toEqual({
    dueAt: utc('2026-11-30T21:30'),
    kind,
    record: record(1),
  });
  expect(promise('2026-11-30T09:00', first)).toEqual({ dueAt: NOW, kind, record: record(1) });
  expect(promise('2026-11-30T16:30', typed(9))).toBeUndefined();
  expect(promise('2026-11-30T16:30', used)).toBeUndefined();
});

const waits = (whenAway: CallbackRules['whenAway'], wait = 15): CallbackRules => ({
  ...USUAL_CALLBACK_RULES,
  whenAway,
  waitMs: minutes(wait),
});

test.each<[why: string, later: number, standing: CallbackStanding]>([
  ['a minute before', -1, 'due'],
  ['at the minute', 0, 'overdue'],
  ['while it waits for its agent', 14, 'overdue'],
  ['when it has waited in vain', 15, 'missed'],
])('%s it is %s', (_why, later, standing) => {
  expect(standingOf(NOW, waits('group'), after(NOW, minutes(later)))).toBe(standing);
});

test.each<[standing: CallbackStanding, later: number, untilMinutes: number | undefined]>([
  ['due', -1, 0],
  ['overdue', 0, 15],
  ['overdue', 14, 15],
  ['missed', 15, undefined],
])('it stays %s after %s minutes until minute %s', (standing, later, until) => {
  const at = after(NOW, minutes(later));
  expect(standingOf(NOW, waits('group'), at)).toBe(standing);
  const expected = until === undefined ? undefined : after(NOW, minutes(until));
  expect(standsUntil(NOW, waits('group'), at)).toBe(expected);
});

test('others may call when it is missed, at once, or never', () => {
  expect(openToGroupAt(NOW, waits('group'))).toBe(after(NOW, minutes(15)));
  expect(openToGroupAt(NOW, { ...waits('group'), waitMs: millis(0) })).toBe(NOW);
  expect(openToGroupAt(NOW, waits('keep'))).toBeUndefined();
});

test('only a typed number has to be asked after', () => {
  expect([typedNumber(first), typedNumber(undefined), typedNumber(typed(5))]).toEqual([
    [],
    [],
    [phone(5)],
  ]);
});

test('thirty days are thirty days', () => {
  const rules = { ...USUAL_CALLBACK_RULES, aheadDaysMax: 1 };
  const at = { ...now(), rules };
  const ask = (text: string) => callbackProblem(wish(local(text), first), at)?.code;
  expect([ask('2026-12-01T10:00'), ask('2026-12-01T10:10')]).toEqual([
    undefined,
    'CALLBACK_TOO_FAR',
  ]);
  expect(after(NOW, hours(24))).toBe(utc('2026-12-01T15:02'));
});
