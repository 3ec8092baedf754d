import { expect, test } from 'vitest';
import { formatCountdown, formatDuration } from './duration.ts';

test.each<[why: string, ms: number, shown: string]>([
  ['nothing yet', 0, '00:00'],
  ['a started second does not count', 999, '00:00'],
  ['seconds', 7_400, '00:07'],
  ['minutes', 92_000, '01:32'],
  ['just under an hour', 3_599_999, '59:59'],
  ['an hour and more', 3_725_000, '1:02:05'],
  ['a clock that was set back never shows a minus', -5_000, '00:00'],
])('%s', (_why, ms, shown) => {
  expect(formatDuration(ms)).toBe(shown);
});

test('a countdown shows 1 until the very end', () => {
  expect(formatCountdown(15_000)).toBe('00:15');
  expect(formatCountdown(14_200)).toBe('00:15');
  expect(formatCountdown(1)).toBe('00:01');
  expect(formatCountdown(0)).toBe('00:00');
});
