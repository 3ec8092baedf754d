import { expect, test } from 'vitest';
import { after, earlier, elapsed, hours, instant, later, minutes, seconds } from './time.ts';

const noon = instant(Date.UTC(2026, 5, 1, 12));
const one = instant(Date.UTC(2026, 5, 1, 13));

test('durations are milliseconds', () => {
  expect([seconds(2), minutes(2), hours(2)]).toEqual([2_000, 120_000, 7_200_000]);
});

test('an hour after noon is one, and between them is an hour', () => {
  expect([after(noon, hours(1)), elapsed(noon, one)]).toEqual([one, hours(1)]);
});

test('of two moments one is earlier and one is later', () => {
  expect([earlier(noon, one), earlier(one, noon), later(noon, one), later(one, noon)]).toEqual([
    noon,
    noon,
    one,
    one,
  ]);
});
