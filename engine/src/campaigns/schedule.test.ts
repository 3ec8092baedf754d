import { expect, test } from 'vitest';
import { campaignGroupId } from '../basics/ids.ts';
import { minutes } from '../basics/time.ts';
import type { Schedule, ScheduleAction, ScheduleBegin, SchedulePoint } from './schedule.ts';
import { scheduleProblem } from './schedule.ts';

const groupId = campaignGroupId('group');
const weekly = (more: Partial<Extract<ScheduleBegin, { kind: 'weekly' }>> = {}): ScheduleBegin => ({
  kind: 'weekly',
  weekdays: [1, 2, 3, 4, 5],
  time: '09:00',
  firstDay: '2026-12-01',
  lastDay: null,
  ...more,
});
const once = (day: string): ScheduleBegin => ({ kind: 'once', day, time: '09:00' });
const point = (id: string, at: SchedulePoint['at'], action: ScheduleAction = { kind: 'stop' }) => ({
  id,
  at,
  groupId,
  action,
});
const START: SchedulePoint['at'] = { kind: 'offset', minutes: 0 };
const FOLLOWS: SchedulePoint['at'] = { kind: 'after-group' };
const at = (time: string): SchedulePoint['at'] => ({ kind: 'local-time', time });
const acting = (action: ScheduleAction) => ({ points: [point('a', START, action)] });

// biome-ignore format: a table is read in columns.
test.each<[why: string, more: Partial<Schedule>, problem: string | undefined]>([
  ['every weekday from now on',           {},                                                              undefined],
  ['a zone that nobody knows',            { zone: 'Europe/Atlantis' },                                     'SCHEDULE_ZONE_UNKNOWN Europe/Atlantis'],
  ['a leap day',                          { begins: once('2028-02-29') },                                  undefined],
  ['a leap day of another year',          { begins: once('2026-02-29') },                                  'SCHEDULE_DAY_INVALID 2026-02-29'],
  ['a first day that there is not',       { begins: weekly({ firstDay: '2026-13-01' }) },                  'SCHEDULE_DAY_INVALID 2026-13-01'],
  ['a last day that there is not',        { begins: weekly({ lastDay: '2026-12-32' }) },                   'SCHEDULE_DAY_INVALID 2026-12-32'],
  ['one day is first and last',           { begins: weekly({ lastDay: '2026-12-01' }) },                   undefined],
  ['it ends before it begins',            { begins: weekly({ lastDay: '2026-11-30' }) },                   'SCHEDULE_DAYS_REVERSED '],
  ['the first follows nothing',           { points: [point('a', FOLLOWS)] },                               'SCHEDULE_POINT_FOLLOWS_NONE point 1'],
  ['the second follows the first',        { points: [point('a', START), point('b', FOLLOWS)] },             undefined],
  ['two with one id',                     { points: [point('a', START), point('a', FOLLOWS)] },            'SCHEDULE_POINT_TWICE point 2'],
  ['an end before the beginning',         { points: [point('a', START), point('b', at('08:59'))] },        'SCHEDULE_POINT_TOO_EARLY point 2'],
  ['at the beginning itself',             { points: [point('a', at('09:00'))] },                           undefined],
  ['a mode that can be run',              acting({ kind: 'start', mode: 'predictive' }),                   undefined],
  ['a mode that cannot',                  acting({ kind: 'start', mode: 'no-dial-mode' }),                 'INVALID_MODE point 1'],
  ['the same for a change of mode',       acting({ kind: 'set-mode', mode: 'no-dial-mode', multiplier: 1 }), 'INVALID_MODE point 1'],
  ['a target out of its range',           acting({ kind: 'load-and-start', autoComplete: true, target: { kind: 'busy-factor', share: 2 } }), 'INVALID_PARAMETER point 1'],
])('%s', (_why, more, problem) => {
  const schedule: Schedule = {
    zone: 'America/New_York',
    begins: weekly(),
    points: [point('a', START)],
    graceMs: minutes(10),
    ...more,
  };
  const found = scheduleProblem(schedule);
  expect(found === undefined ? undefined : `${found.code} ${found.detail ?? ''}`).toBe(problem);
});
