import { expect, test } from 'vitest';
import { instant } from '../../basics/time.ts';
import { isOpenIn } from '../hours.ts';
import { US } from './us.ts';

const utc = (text: string) => instant(Temporal.Instant.from(`${text}Z`).epochMilliseconds);

// biome-ignore format: a table is read in columns.
test.each<[why: string, region: string, zone: string, at: string, open: boolean]>([
  ['Florida closes at eight',            'US-FL', 'America/New_York', '2026-06-02T00:00', false],
  ['a minute before it is open',         'US-FL', 'America/New_York', '2026-06-01T23:59', true],
  ['Kentucky sleeps until ten',          'US-KY', 'America/New_York', '2026-06-01T13:59', false],
  ['Alabama keeps Sunday',               'US-AL', 'America/Chicago',  '2026-06-07T18:00', false],
  ['and Thanksgiving',                   'US-AL', 'America/Chicago',  '2026-11-26T18:00', false],
  ['Florida does not keep Thanksgiving', 'US-FL', 'America/New_York', '2026-11-26T18:00', true],
  ['Pennsylvania begins late on Sunday', 'US-PA', 'America/New_York', '2026-06-07T17:29', false],
  ['half past one there',                'US-PA', 'America/New_York', '2026-06-07T17:30', true],
  ['Rhode Island goes home at six',      'US-RI', 'America/New_York', '2026-06-01T22:00', false],
])('%s', (_why, region, zone, at, open) => {
  const hours = US.regions[region]?.hours ?? US.hours;
  expect(isOpenIn({ hours, zone }, utc(at))).toBe(open);
});

test('states that count calls allow three a day', () => {
  const counting = Object.entries(US.regions).filter(([, { limits }]) => limits !== undefined);
  expect(counting.map(([region, { limits }]) => [region, limits?.[0]?.max])).toEqual([
    ['US-FL', 3],
    ['US-MD', 3],
    ['US-OK', 3],
  ]);
});
