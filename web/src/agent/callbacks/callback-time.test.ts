import { expect, test } from 'vitest';
import { firstSuggestion, localText, momentOfText } from './callback-time.ts';

const NEW_YORK = 'America/New_York';

test.each([
  ['in winter', '2026-11-30T10:00', '2026-11-30T15:00Z'],
  ['in summer', '2026-07-01T10:00', '2026-07-01T14:00Z'],
  ['on the day that clocks go back', '2026-11-01T12:00', '2026-11-01T17:00Z'],
  ['at midnight', '2026-11-30T00:00', '2026-11-30T05:00Z'],
])('%s a time there is a moment, and back', (_why, local, utc) => {
  expect(momentOfText(local, NEW_YORK)).toBe(Date.parse(utc));
  expect(localText(Date.parse(utc), NEW_YORK)).toBe(local);
});

test('half a time is no moment', () => {
  expect(momentOfText('T10:00', NEW_YORK)).toBeUndefined();
});

test('the first suggestion is a half hour that is at least half an hour away', () => {
  const now = Date.parse('2026-11-30T15:02Z');
  expect(firstSuggestion(now, NEW_YORK)).toBe('2026-11-30T11:00');
  expect(firstSuggestion(Date.parse('2026-11-30T15:00Z'), NEW_YORK)).toBe('2026-11-30T10:30');
});
