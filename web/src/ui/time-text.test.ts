import { expect, test } from 'vitest';
import { formatMoment, formatTime, isElsewhere } from './time-text.ts';

const at = (text: string): number => Date.parse(text);
const now = at('2026-10-05T16:00:00Z');

test.each<[why: string, moment: string, zone: string, shown: string]>([
  ['later today needs no day', '2026-10-05T18:30:00Z', 'America/New_York', '14:30'],
  ['tomorrow by name', '2026-10-06T13:00:00Z', 'America/New_York', 'tomorrow 09:00'],
  ['another day with its date', '2026-10-08T13:00:00Z', 'America/New_York', 'Thu 8 Oct 09:00'],
  ['a day long ago with its year', '2025-08-03T13:00:00Z', 'America/New_York', '3 Aug 2025 09:00'],
  ['the day is the one over there', '2026-10-06T01:00:00Z', 'America/New_York', '21:00'],
  ['and may be tomorrow already', '2026-10-05T16:30:00Z', 'Asia/Tokyo', '01:30'],
])('%s', (_why, moment, zone, shown) => {
  expect(formatMoment(at(moment), now, zone)).toBe(shown);
});

test('a zone is elsewhere when its clocks show something else', () => {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(isElsewhere(now, here)).toBe(false);
  expect([isElsewhere(now, 'Asia/Tokyo'), isElsewhere(now, 'America/New_York')]).toContain(true);
  expect(formatTime(now, 'Asia/Tokyo')).toBe('01:00');
});
