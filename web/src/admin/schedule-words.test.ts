import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import type {
  ScheduleActionBody,
  ScheduleBeginBody,
  SchedulePointBody,
  ScheduleResultRow,
  ScheduleRow,
} from '@outpace/protocol/schedules.ts';
import { expect, test } from 'vitest';
import {
  actionWords,
  beginWords,
  daysWords,
  nextWords,
  resultWords,
  scheduleLine,
  scheduleWords,
} from './schedule-words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const ZONE = 'America/New_York';
const TODAY = '2026-12-01';
/** Nine in New York on the first of December. */
const NOW = Date.UTC(2026, 11, 1, 14, 0);

// biome-ignore format: a table is read in columns.
test.each<[days: readonly number[], words: string]>([
  [[1, 2, 3, 4, 5, 6, 7], 'Every day'],
  [[1, 2, 3, 4, 5],       'Every weekday'],
  [[5, 4, 3, 2, 1],       'Every weekday'],
  [[6, 7],                'Every Saturday and Sunday'],
  [[3],                   'Every Wednesday'],
  [[1, 3, 5],             'Every Monday, Wednesday and Friday'],
])('%s', (days, words) => {
  expect(daysWords(days)).toBe(words);
});

type Weekly = Extract<ScheduleBeginBody, { kind: 'weekly' }>;
const weekly = (more: Partial<Weekly> = {}): ScheduleBeginBody => ({
  kind: 'weekly',
  weekdays: [1, 2, 3, 4, 5],
  time: '09:00',
  firstDay: '2026-01-01',
  lastDay: null,
  ...more,
});

// biome-ignore format: a table is read in columns.
test.each<[words: string, begins: ScheduleBeginBody]>([
  ['Every weekday at 09:00 (America/New_York)',                                        weekly()],
  ['Every weekday at 09:00 (America/New_York), until 24 Dec 2026',                     weekly({ lastDay: '2026-12-24' })],
  ['Every weekday at 09:00 (America/New_York), from 7 Dec 2026, until 24 Dec 2026',    weekly({ firstDay: '2026-12-07', lastDay: '2026-12-24' })],
  ['Once, on 24 Dec 2026 at 09:00 (America/New_York)',                                 { kind: 'once', day: '2026-12-24', time: '09:00' }],
  ['Once, on  at 09:00 (America/New_York)',                                            { kind: 'once', day: '', time: '09:00' }],
])('%s', (words, begins) => {
  expect(beginWords(begins, ZONE, TODAY)).toBe(words);
});

const aim = { kind: 'busy-factor', share: 0.8 } as const;

// biome-ignore format: a table is read in columns.
test.each<[words: string, action: ScheduleActionBody]>([
  ['load A',                                            { kind: 'load', autoComplete: true }],
  ['start A',                                           { kind: 'start' }],
  ['start A in progressive, 1.5 lines per free agent',  { kind: 'start', mode: 'progressive', multiplier: 1.5 }],
  ['load and start A in progressive',                   { kind: 'load-and-start', autoComplete: true, mode: 'progressive', multiplier: 1 }],
  ['change A to predictive, agents 80 % busy',          { kind: 'set-mode', mode: 'predictive', multiplier: 1, target: aim }],
  ['stop A',                                            { kind: 'stop' }],
  ['unload A',                                          { kind: 'unload' }],
  ['complete A',                                        { kind: 'complete' }],
])('%s', (words, action) => {
  expect(plain(actionWords(action, 'A'))).toBe(words);
});

const [A, B] = [campaignGroupId('a'), campaignGroupId('b')];
const names = new Map([
  ['a', 'Summer renewals'],
  ['b', 'Survey'],
]);
const start = { kind: 'load-and-start', autoComplete: true, mode: 'progressive' } as const;

test('a schedule is one sentence, point by point', () => {
  const points: SchedulePointBody[] = [
    { id: '1', at: { kind: 'offset', minutes: 0 }, groupId: A, action: start },
    { id: '2', at: { kind: 'after-group' }, groupId: B, action: start },
    { id: '3', at: { kind: 'offset', minutes: 90 }, groupId: B, action: { kind: 'stop' } },
    { id: '4', at: { kind: 'local-time', time: '17:00' }, groupId: B, action: { kind: 'unload' } },
    { id: '5', at: { kind: 'after-group' }, groupId: campaignGroupId(''), action: start },
  ];
  expect(scheduleWords({ begins: weekly(), zone: ZONE, points }, names, TODAY)).toBe(
    'Every weekday at 09:00 (America/New_York): load and start Summer renewals in progressive; ' +
      'when Summer renewals is through, load and start Survey in progressive; ' +
      '90 minutes after it begins, stop Survey; at 17:00 unload Survey; ' +
      'when Survey is through, load and start a campaign group in progressive.',
  );
});

const row = (more: Partial<ScheduleRow> = {}): ScheduleRow => ({
  id: 's-1',
  version: 1,
  name: 'Morning',
  zone: ZONE,
  enabled: true,
  begins: weekly(),
  graceMinutes: 10,
  points: [],
  nextAt: '2026-12-02T14:00:00.000Z',
  last: null,
  ...more,
});
const last = (state: ScheduleResultRow['state']) => ({ state, at: '2026-12-01T14:00:00.000Z' });

// biome-ignore format: a table is read in columns.
test.each<[more: Partial<ScheduleRow>, words: string, line: string]>([
  [{},                                     'Next tomorrow 09:00 (America/New_York)', 'Next tomorrow 09:00'],
  [{ last: last('done') },                 'Next tomorrow 09:00 (America/New_York)', 'Next tomorrow 09:00'],
  [{ last: last('refused') },              'Next tomorrow 09:00 (America/New_York)', 'Next tomorrow 09:00 · last refused'],
  [{ nextAt: null, last: last('skipped') }, 'Nothing more comes by the clock', 'Nothing more comes by the clock · last skipped'],
  [{ enabled: false, nextAt: null },       'Not enabled',                            'Not enabled'],
])('%s', (more, words, line) => {
  expect([nextWords(row(more), NOW), scheduleLine(row(more), NOW)]).toEqual([words, line]);
});

// biome-ignore format: a table is read in columns.
test.each<[more: Partial<ScheduleResultRow>, words: string]>([
  [{ state: 'done' },                                             'Done'],
  [{ state: 'ordered' },                                          'Under way'],
  [{ state: 'waiting' },                                          'Waiting'],
  [{ state: 'waiting', code: 'SESSION_LOADING' },                 'Waiting: The campaign group is still loading. Try again in a moment.'],
  [{ state: 'refused', code: 'WRONG_CONFIGURATION', detail: 'no list' }, 'Refused: The campaign cannot be loaded as it is set up. (no list)'],
  [{ state: 'skipped', skip: 'missed' },                          'Skipped: it was too late when it could be carried out.'],
  [{ state: 'skipped', skip: 'run-over' },                        'Skipped: the group before was not through in time.'],
  [{ state: 'skipped', skip: 'before-skipped' },                  'Skipped: so was the point before.'],
  [{ state: 'interrupted' },                                      'Interrupted: the server ended meanwhile. See in the console whether it was done.'],
])('%s', (more, words) => {
  const result: ScheduleResultRow = {
    run: TODAY,
    pointId: '1',
    dueAt: '2026-12-01T14:00:00.000Z',
    groupId: A,
    groupName: 'Summer renewals',
    action: start,
    state: 'done',
    at: '2026-12-01T14:00:00.000Z',
    code: null,
    detail: null,
    skip: null,
    ...more,
  };
  expect(resultWords(result)).toBe(words);
});
