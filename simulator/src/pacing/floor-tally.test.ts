import { expect, test } from 'vitest';
import { addUp, countPerson, countTime, countWait, newTally } from './floor-tally.ts';

test('days add up, and keep their half hours and themselves apart', () => {
  const days = [1, 2].map((seed) => {
    const day = newTally(2);
    day.days = 1;
    countPerson(day, 1, seed === 2);
    countPerson(day, 1, false);
    countWait(day, 250);
    day.shortestCutMs = seed * 10_000;
    day.byDay.push({ seed, share: seed === 2 ? 0.5 : 0 });
    return day;
  });
  const sum = addUp(days);
  const { people, abandoned, waitMsSum, shortestCutMs } = sum;
  expect({ days: sum.days, people, abandoned, waitMsSum, shortestCutMs }).toEqual({
    days: 2,
    people: 4,
    abandoned: 1,
    waitMsSum: 500,
    shortestCutMs: 10_000,
  });
  expect(sum.waits[2]).toBe(2);
  expect(sum.halfHours.map((half) => half.abandoned)).toEqual([0, 0, 0, 1]);
  expect(sum.byDay.map(({ share }) => share)).toEqual([0, 0.5]);
});

test('a wait of an hour is counted with the longest', () => {
  const day = newTally();
  countWait(day, 3_600_000);
  expect(day.waits.at(-1)).toBe(1);
  expect(day.waitMsSum).toBe(3_600_000);
});

test('talk and after-call work are busy, and whoever is gone is in no count', () => {
  const day = newTally();
  for (const state of ['ready', 'talking', 'wrap-up', 'away', 'gone'] as const) {
    countTime(day, state, 1_000);
  }
  const { readyMs, busyMs, awayMs } = day;
  expect({ readyMs, busyMs, awayMs }).toEqual({ readyMs: 1_000, busyMs: 2_000, awayMs: 1_000 });
});
