import { expect, test } from 'vitest';
import { instant } from '../../basics/time.ts';
import { isOpenIn } from '../hours.ts';
import { EU } from './eu.ts';

const utc = (text: string) => instant(Temporal.Instant.from(`${text}Z`).epochMilliseconds);

// biome-ignore format: a table is read in columns.
test.each<[why: string, region: string, zone: string, at: string, open: boolean]>([
  ['Germany on Good Friday',     'DE', 'Europe/Berlin', '2026-04-03T10:00', false],
  ['Germany on a Saturday',      'DE', 'Europe/Berlin', '2026-06-06T10:00', true],
  ['France on a Saturday',       'FR', 'Europe/Paris',  '2026-06-06T10:00', false],
  ['France at lunch',            'FR', 'Europe/Paris',  '2026-06-01T11:30', false],
  ['France on a Monday morning', 'FR', 'Europe/Paris',  '2026-06-01T08:30', true],
  ['France on National Day',     'FR', 'Europe/Paris',  '2026-07-14T08:30', false],
])('%s', (_why, region, zone, at, open) => {
  const hours = EU.regions[region]?.hours ?? EU.hours;
  expect(isOpenIn({ hours, zone }, utc(at))).toBe(open);
});
