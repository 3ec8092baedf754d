import { expect, test } from 'vitest';
import { instant } from '../../basics/time.ts';
import { isOpenIn } from '../hours.ts';
import { CANADA } from './canada.ts';

const utc = (text: string) => instant(Temporal.Instant.from(`${text}Z`).epochMilliseconds);

test.each([
  ['2026-06-02T01:29', true],
  ['2026-06-02T01:30', false],
  ['2026-06-06T21:59', true],
  ['2026-06-06T22:00', false],
  ['2026-06-07T13:59', false],
])('in Toronto at %s: %s', (at, open) => {
  const there = { hours: CANADA.hours, zone: 'America/Toronto' };
  expect(isOpenIn(there, utc(at))).toBe(open);
});
