import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import type { ScheduleActionBody, ScheduleBeginBody } from '@outpace/protocol/schedules.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import { expect, test } from 'vitest';
import { RefusalError } from '../api/client.ts';
import {
  type ActionKind,
  actionAs,
  aimingAt,
  beginsAs,
  bodyOf,
  dayIn,
  inMode,
  newPointId,
  newSchedule,
  type Place,
  problemAt,
  timeAs,
  withPoint,
} from './schedule-draft.ts';

const TODAY = '2026-12-01';
const blank = newSchedule('America/New_York', TODAY);
const once: ScheduleBeginBody = { kind: 'once', day: '2026-12-24', time: '08:00' };

test('the day is the one where the schedule is', () => {
  const late = Date.UTC(2026, 11, 2, 3, 0);
  expect([dayIn('America/New_York', late), dayIn('UTC', late)]).toEqual([TODAY, '2026-12-02']);
  expect(dayIn('Europe/Atlantis', late)).toMatch(/^2026-12-0[123]$/);
});

test('what is saved is what was read', () => {
  const row = { ...blank, id: 's-1', version: 2, nextAt: null, last: null };
  expect(bodyOf(row)).toEqual(blank);
});

test('weekly or once, the time stays', () => {
  expect(beginsAs(blank.begins, 'once')).toEqual({ kind: 'once', day: TODAY, time: '09:00' });
  expect(beginsAs(once, 'weekly')).toMatchObject({ time: '08:00', firstDay: '2026-12-24' });
  expect(beginsAs(once, 'once')).toBe(once);
});

test('one more point completes the group of the last one', () => {
  const groupId = campaignGroupId('g-1');
  const points = blank.points.map((point) => ({ ...point, groupId }));
  expect(withPoint(points, 'p2').at(-1)).toEqual({
    id: 'p2',
    at: { kind: 'local-time', time: '17:00' },
    groupId,
    action: { kind: 'complete' },
  });
  expect(withPoint([], 'p1')).toEqual(blank.points);
  expect(newPointId()).toMatch(/^p-[a-z0-9]+$/);
});

test('a point comes at the beginning, at its time, or after a group', () => {
  expect(timeAs('offset', once)).toEqual({ kind: 'offset', minutes: 0 });
  expect(timeAs('local-time', once)).toEqual({ kind: 'local-time', time: '08:00' });
  expect(timeAs('after-group', once)).toEqual({ kind: 'after-group' });
});

const target = { kind: 'busy-factor', share: 0.8 } as const;
const ahead = { kind: 'start', mode: 'predictive', multiplier: 1, target } as const;

// biome-ignore format: a table is read in columns.
test.each<[why: string, from: ScheduleActionBody, to: ActionKind, action: ScheduleActionBody]>([
  ['how to dial goes along',     ahead,            'load-and-start', { ...ahead, kind: 'load-and-start', autoComplete: true }],
  ['and to a change of mode',    ahead,            'set-mode',       { ...ahead, kind: 'set-mode' }],
  ['which has a mode in any case', { kind: 'start' }, 'set-mode',    { kind: 'set-mode', mode: 'progressive', multiplier: 1 }],
  ['a stop has none',            ahead,            'stop',           { kind: 'stop' }],
  ['nor has a load',             ahead,            'load',           { kind: 'load', autoComplete: true }],
  ['from a stop to a start',     { kind: 'stop' }, 'start',          { kind: 'start' }],
])('%s', (_why, from, to, action) => {
  expect(actionAs(from, to)).toEqual(action);
});

test('a mode brings its usual lines, and takes the target of another with it', () => {
  expect(inMode(ahead, 'progressive')).toEqual({
    kind: 'start',
    mode: 'progressive',
    multiplier: 1,
  });
  expect(inMode(ahead, undefined)).toEqual({ kind: 'start' });
  const change = { ...ahead, kind: 'set-mode' } as const;
  expect(inMode(change, undefined)).toBe(change);
  expect(aimingAt(ahead, undefined)).toEqual({ kind: 'start', mode: 'predictive', multiplier: 1 });
  expect(aimingAt({ kind: 'start' }, target)).toEqual({ kind: 'start', target });
});

const refused = (code: RefusalCode, detail?: string) =>
  new RefusalError({ code, message: REFUSALS[code], ...(detail === undefined ? {} : { detail }) });

// biome-ignore format: a table is read in columns.
test.each<[problem: unknown, place: Place | undefined]>([
  [refused('SCHEDULE_ZONE_UNKNOWN', 'Europe/Atlantis'),   'zone'],
  [refused('SCHEDULE_DAY_INVALID', TODAY),                'first-day'],
  [refused('SCHEDULE_DAY_INVALID', '2026-12-32'),         'last-day'],
  [refused('SCHEDULE_DAYS_REVERSED'),                     'last-day'],
  [refused('SCHEDULE_POINT_TOO_EARLY', 'point 2'),        'point 2'],
  [refused('INVALID_MODE', 'point 1'),                    'point 1'],
  [refused('NAME_TAKEN'),                                 undefined],
  [new TypeError('no network'),                           undefined],
])('%s is said where it is wrong', (problem, place) => {
  const begins = { ...blank.begins, lastDay: '2026-12-32' };
  const places: Place[] = ['zone', 'first-day', 'last-day', 'point 1', 'point 2'];
  const draft = { ...blank, begins };
  const said = places.filter((each) => problemAt(each, problem, draft) !== undefined);
  expect(said).toEqual(place === undefined ? [] : [place]);
});
