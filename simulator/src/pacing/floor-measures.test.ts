import { expect, test } from 'vitest';
import { measuresOf } from './floor-measures.ts';
import { countWait, newTally } from './floor-tally.ts';

test('a day is told in shares and seconds', () => {
  const day = newTally(3);
  Object.assign(day, { dials: 400, contacts: 100, people: 102, abandoned: 2 });
  Object.assign(day, { busyMs: 90_000, readyMs: 10_000, awayMs: 20_000 });
  day.halfHours.splice(0, 3, half(50, 1), half(3, 1), half(49, 0));
  for (let wait = 0; wait < 100; wait += 1) countWait(day, wait * 1_000);
  day.reported.push(0.01, 0.02);
  day.byDay.push({ seed: 1, share: 0.01 }, { seed: 2, share: 0.03 });
  const { abandonment, ...rest } = measuresOf(day, 0.03);
  expect(abandonment).toMatchObject({ share: 2 / 102, limit: 0.03 });
  expect(rest).toEqual({
    days: 0,
    occupancy: 0.9,
    utilisation: 0.75,
    reported: 0.015,
    // One of three in a quiet half hour says nothing.
    worstHalfHour: 0.02,
    worstDay: { seed: 2, share: 0.03 },
    waitMs: 49_500,
    waitMs95: 94_100,
    dialsPerContact: 4,
    shortestCutMs: undefined,
  });
});

const half = (people: number, abandoned: number) => ({ people, abandoned });

test('a day without anything divides by nothing', () => {
  const { occupancy, abandonment, dialsPerContact, worstDay } = measuresOf(newTally(), 0.03);
  expect({ occupancy, share: abandonment.share, dialsPerContact, worstDay }).toEqual({
    occupancy: 0,
    share: undefined,
    dialsPerContact: 0,
    worstDay: undefined,
  });
});
