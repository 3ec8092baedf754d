import { expect, test } from 'vitest';
import {
  isEveryDayAlike,
  parseSpans,
  type Span,
  spansText,
  todayText,
  weekdayOf,
  weekText,
} from './week-words.ts';

const span = (from: number, till: number): Span => ({ from: from * 3_600, till: till * 3_600 });
const all = (spans: readonly Span[]) => Array.from({ length: 7 }, () => spans);

test.each<[text: string, spans: Span[] | undefined]>([
  ['09:00–20:00', [span(9, 20)]],
  ['9:00-12:30, 13:00 - 24:00', [span(9, 12.5), span(13, 24)]],
  ['', []],
  ['  ', []],
  ['09:00', undefined],
  ['20:00–09:00', undefined],
  ['09:00–09:00', undefined],
  ['09:00–10:00–11:00', undefined],
  ['09:00–25:00', undefined],
  ['09:00–12:00,', undefined],
])('%j is read', (text, spans) => {
  expect(parseSpans(text)).toEqual(spans);
});

test('what is shown is read back', () => {
  const spans = [span(9, 12), span(13.5, 21)];
  expect(spansText(spans)).toBe('09:00–12:00, 13:30–21:00');
  expect(parseSpans(spansText(spans))).toEqual(spans);
});

test.each([
  [all([span(8, 21)]), 'every day 08:00–21:00'],
  [
    [...all([span(9, 21.5)]).slice(2), [span(10, 18)], [span(10, 18)]],
    'Mon–Fri 09:00–21:30, Sat–Sun 10:00–18:00',
  ],
  [[...all([span(8, 20)]).slice(1), []], 'Mon–Sat 08:00–20:00, Sun nobody'],
])('a week in one line', (days, text) => {
  expect(weekText(days)).toBe(text);
  expect(isEveryDayAlike(days)).toBe(text.startsWith('every day'));
});

test('today is the day of the reader', () => {
  // A Monday.
  const monday = new Date('2026-10-05T12:00').getTime();
  expect([weekdayOf(monday), weekdayOf(monday - 86_400_000)]).toEqual([0, 6]);
  const days = [[span(8, 20)], ...all([]).slice(1)];
  expect(todayText(days, monday)).toBe('08:00–20:00');
  expect(todayText(days, monday + 86_400_000)).toBe('nobody is called');
});
