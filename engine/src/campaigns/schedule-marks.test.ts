import { expect, test } from 'vitest';
import { campaignGroupId } from '../basics/ids.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import type { Instant } from '../basics/time.ts';
import { instant, minutes, seconds } from '../basics/time.ts';
import type { Schedule, ScheduleAction } from './schedule.ts';
import type { Mark, MarkState } from './schedule-marks.ts';
import { afterRefusal, followingPoints, isTooLate } from './schedule-marks.ts';
import type { ScheduleOrder } from './schedule-orders.ts';

const utc = (text: string): Instant => instant(Date.parse(`${text}Z`));
const RUN = '2026-12-01';
const [A, B, C] = [campaignGroupId('a'), campaignGroupId('b'), campaignGroupId('c')];
const start: ScheduleAction = { kind: 'load-and-start', autoComplete: true };

/** At nine in New York group A, then B, then C. */
const sequence: Schedule = {
  zone: 'America/New_York',
  begins: { kind: 'once', day: RUN, time: '09:00' },
  points: [
    { id: 'p1', at: { kind: 'offset', minutes: 0 }, groupId: A, action: start },
    { id: 'p2', at: { kind: 'after-group' }, groupId: B, action: start },
    { id: 'p3', at: { kind: 'after-group' }, groupId: C, action: start },
  ],
  graceMs: minutes(10),
};

const mark = (pointId: string, state: MarkState, run = RUN): Mark => ({
  run,
  pointId,
  groupId: { p1: A, p2: B, p3: C }[pointId] ?? A,
  state,
});

const NOON = '2026-12-01T17:00';
const NEXT_DAY = '2026-12-02T14:00';

// biome-ignore format: a table is read in columns.
test.each<[why: string, marks: readonly Mark[], through: readonly string[], at: string, found: readonly string[]]>([
  ['nothing before the first',                [],                                                  ['a', 'b', 'c'], NOON, []],
  ['nor while it is carried out',             [mark('p1', 'ordered')],                             ['a'],           NOON, []],
  ['nor while it waits',                      [mark('p1', 'waiting')],                             ['a'],           NOON, []],
  ['nor while its group calls',               [mark('p1', 'done')],                                [],              NOON, []],
  ['the second when the first is through',    [mark('p1', 'done')],                                ['a'],           NOON, ['p2']],
  ['once',                                    [mark('p1', 'done'), mark('p2', 'done')],            ['a'],           NOON, []],
  ['then the third',                          [mark('p1', 'done'), mark('p2', 'done')],            ['a', 'b'],      NOON, ['p3']],
  ['one that was refused keeps nobody',       [mark('p1', 'refused')],                             ['a'],           NOON, ['p2']],
  ['but its group, where it calls already',   [mark('p1', 'refused')],                             [],              NOON, []],
  ['after a crash the group says it',         [mark('p1', 'interrupted')],                         ['a'],           NOON, ['p2']],
  ['who follows one that was skipped is, too', [mark('p1', 'skipped')],                            ['a'],           NOON, ['p2 before-skipped']],
  ['not in time, not at all',                 [mark('p1', 'done')],                                [],              NEXT_DAY, ['p2 run-over']],
  ['not in time, though just through',        [mark('p1', 'done')],                                ['a'],           NEXT_DAY, ['p2 run-over']],
  ['the last of two marks counts',            [mark('p1', 'skipped'), mark('p1', 'done')],         ['a'],           NOON, ['p2']],
  ['each run has its own',                    [mark('p1', 'done', '2026-11-30'), mark('p2', 'done', '2026-11-30'), mark('p1', 'done')], ['a'], NOON, ['p2']],
])('%s', (_why, marks, through, at, found) => {
  const isThrough = (groupId: string) => through.includes(groupId);
  const following = { marks, isThrough, changedAt: instant(0) };
  const points = followingPoints(sequence, following, utc(at)).filter(({ run }) => run === RUN);
  const said = points.map(({ point, skip }) => [point.id, skip].filter(Boolean).join(' '));
  expect(said).toEqual(found);
});

test('of a run that was over when the schedule was changed nothing is said', () => {
  const following = {
    marks: [mark('p1', 'done')],
    isThrough: () => true,
    changedAt: utc('2026-12-02T15:00'),
  };
  expect(followingPoints(sequence, following, utc('2026-12-02T16:00'))).toEqual([]);
});

// biome-ignore format: a table is read in columns.
test.each([
  ['at its time',                          0,           minutes(10), false],
  ['within the grace',                     minutes(10), minutes(10), false],
  ['after it',                             minutes(11), minutes(10), true],
  ['a minute at least is always allowed',  seconds(60), minutes(0),  false],
  ['and not more',                         seconds(61), minutes(0),  true],
])('late %s', (_why, lateMs, graceMs, late) => {
  const dueAt = utc(NOON);
  expect(isTooLate(dueAt, graceMs, instant(dueAt + lateMs))).toBe(late);
});

const stop: ScheduleAction = { kind: 'stop' };
const load: ScheduleAction = { kind: 'load', autoComplete: false };

// biome-ignore format: a table is read in columns.
test.each<[why: string, code: RefusalCode, action: ScheduleAction, order: ScheduleOrder['type'], then: string]>([
  ['the group loads still',             'SESSION_LOADING',      start, 'start', 'try-again'],
  ['the switch connects again',         'SWITCH_UNAVAILABLE',   start, 'load',  'try-again'],
  ['the store is away',                 'STORE_UNAVAILABLE',    stop,  'stop',  'try-again'],
  ['it is loaded, and to be started',   'GROUP_ALREADY_LOADED', start, 'load',  'go-on'],
  ['it is loaded, and to be loaded',    'GROUP_ALREADY_LOADED', load,  'load',  'refused'],
  ['the last session lets go still',    'SESSION_UNLOADING',    load,  'load',  'try-again'],
  ['there is nothing more to stop',     'SESSION_UNLOADING',    stop,  'stop',  'refused'],
  ['it runs already',                   'GROUP_ALREADY_STARTED', start, 'start', 'refused'],
  ['nobody knows what came of it',      'RESTARTING',           start, 'start', 'interrupted'],
  ['it cannot be loaded',               'WRONG_CONFIGURATION',  start, 'load',  'refused'],
])('%s', (_why, code, action, order, then) => {
  expect(afterRefusal(code, { action }, order)).toBe(then);
});
