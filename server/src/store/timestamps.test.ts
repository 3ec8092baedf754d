import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { toInstant, toInstantOrUndefined, toTimestamp, toTimestampOrNull } from './timestamps.ts';

const at = instant(Date.UTC(2026, 0, 5, 9, 0, 0, 123));

test('a moment comes back to the millisecond', () => {
  expect(toTimestamp(at)).toBe('2026-01-05T09:00:00.123Z');
  expect(toInstant(new Date(at))).toBe(at);
});

test('due since ever is instant 0 in code and minus infinity in the database', () => {
  expect(toTimestamp(instant(0))).toBe('-infinity');
  expect(toInstant(Number.NEGATIVE_INFINITY)).toBe(0);
});

test('no moment is no moment', () => {
  expect([toTimestampOrNull(undefined), toInstantOrUndefined(null)]).toEqual([null, undefined]);
  expect(toInstantOrUndefined(new Date(at))).toBe(at);
});
