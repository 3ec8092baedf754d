import { expect, test } from 'vitest';
import type { LocalTime } from './local-time.ts';
import { localTimeOf, momentOf, nearestMoment } from './local-time.ts';
import { fail, ok } from './result.ts';
import { instant } from './time.ts';

const NEW_YORK = 'America/New_York';
const utc = (text: string) => instant(Date.parse(text));
const said = (local: string, reading?: 'earlier' | 'later', zone = NEW_YORK): LocalTime => ({
  local,
  zone,
  reading,
});

test.each<[why: string, time: LocalTime, moment: ReturnType<typeof momentOf>]>([
  ['a plain morning', said('2026-11-30T10:00'), ok(utc('2026-11-30T15:00Z'))],
  ['in summer', said('2026-07-01T10:00'), ok(utc('2026-07-01T14:00Z'))],
  [
    'in another zone',
    said('2026-11-30T10:00', undefined, 'Asia/Kolkata'),
    ok(utc('2026-11-30T04:30Z')),
  ],
  ['clocks go forward over it', said('2026-03-08T02:30'), fail('skipped')],
  ['also when a reading is said', said('2026-03-08T02:30', 'later'), fail('skipped')],
  ['clocks go back and it comes twice', said('2026-11-01T01:30'), fail('twice')],
  ['the first of the two', said('2026-11-01T01:30', 'earlier'), ok(utc('2026-11-01T05:30Z'))],
  ['the second of the two', said('2026-11-01T01:30', 'later'), ok(utc('2026-11-01T06:30Z'))],
  ['no such day', said('2026-02-30T10:00'), fail('malformed')],
  ['no such hour', said('2026-02-20T24:10'), fail('malformed')],
  ['no time at all', said('tomorrow'), fail('malformed')],
  ['no such zone', said('2026-11-30T10:00', undefined, 'Mars/Olympus'), fail('malformed')],
])('%s', (_why, time, moment) => {
  expect(momentOf(time)).toEqual(moment);
});

test.each(['2026-11-30T15:00Z', '2026-11-01T05:30Z', '2026-11-01T06:30Z', '2026-03-08T07:00Z'])(
  'what a clock shows at %s means that very moment',
  (text) => {
    expect(momentOf(localTimeOf(utc(text), NEW_YORK))).toEqual(ok(utc(text)));
  },
);

test('a time that is left out stands for as long after the change', () => {
  expect(nearestMoment(said('2026-03-08T02:30'))).toBe(utc('2026-03-08T07:30Z'));
  expect(nearestMoment(said('2026-11-01T01:30'))).toBe(utc('2026-11-01T05:30Z'));
  expect(nearestMoment(said('soon'))).toBeUndefined();
});
