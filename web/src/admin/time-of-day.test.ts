import { expect, test } from 'vitest';
import { parseTimeOfDay, timeOfDayText } from './time-of-day.ts';

test.each([
  ['00:00', 0],
  ['09:00', 32_400],
  ['9:30', 34_200],
  ['24:00', 86_400],
  ['24:01', undefined],
  ['09:60', undefined],
  ['9', undefined],
  ['nine', undefined],
])('%s', (text, seconds) => {
  expect(parseTimeOfDay(text)).toBe(seconds);
});

test('what is shown reads back as the same time', () => {
  for (let seconds = 0; seconds <= 86_400; seconds += 900) {
    expect(parseTimeOfDay(timeOfDayText(seconds))).toBe(seconds);
  }
});
