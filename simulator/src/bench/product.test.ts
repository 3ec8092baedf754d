import { expect, onTestFinished, test } from 'vitest';
import { type FloorTally, newTally } from '../pacing/floor-tally.ts';
import { Threads } from './pacing/threads.ts';
import { asBusy, planOf, withinLimit } from './product.ts';

/** A day of a hundred hours. */
function day(busyHours: number, abandoned = 0): FloorTally {
  return { ...newTally(), busyMs: busyHours, readyMs: 100 - busyHours, people: 1_000, abandoned };
}

type Days = readonly [floor: number, product: number];

const pairs = (days: readonly Days[]) =>
  days.map(([floor, product]) => ({ floor: day(floor), product: day(product) }));

test('without words a few scenarios live as many hours of work, small teams on more days', () => {
  const plan = planOf([]);
  const days = plan?.days.map(({ scenario, hours, seeds }) => [scenario, hours, seeds.length]);
  expect(plan).toMatchObject({ share: 0.03, threads: 2 });
  expect(days).toEqual([
    ['A-10', 8, 3],
    ['A-25', 8, 2],
    ['ordinary-5', 8, 6],
    ['ordinary-15', 8, 2],
    ['ordinary-50', 4, 2],
  ]);
});

test('words say what is lived', () => {
  const words = ['--scenarios', 'low-5,A-5', '--seeds', '2', '--first-seed', '7', '--hours', '1'];
  expect(planOf([...words, '--limit', '1', '--threads', '3'])).toEqual({
    days: [
      { scenario: 'low-5', hours: 1, seeds: [7, 8] },
      { scenario: 'A-5', hours: 1, seeds: [7, 8] },
    ],
    share: 0.01,
    threads: 3,
  });
});

test.each([
  ['a scenario that does not exist', ['--scenarios', 'nothing-5']],
  ['no seeds', ['--seeds', '0']],
  ['a limit that is no number', ['--limit', 'three']],
])('%s makes no plan', (_why, words) => {
  expect(planOf(words)).toBeUndefined();
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, days: readonly Days[], isPassed: boolean, what: string]>([
  ['a point is no difference',       [[80, 80.9]],                   true,  'x: busy +0.90 points off the floor, noise is 1.00'],
  ['more is one, either way',        [[80, 78.9]],                   false, 'x: busy −1.10 points off the floor, noise is 1.00'],
  ['and so is too much of it',       [[80, 81.1]],                   false, 'x: busy +1.10 points off the floor, noise is 1.00'],
  ['days that differ explain more',  [[78, 77], [82, 79]],           true,  'x: busy −2.00 points off the floor, noise is 4.47'],
  ['days that do not explain less',  [[80, 78], [80, 78]],           false, 'x: busy −2.00 points off the floor, noise is 1.00'],
])('%s', (_why, days, isPassed, what) => {
  expect(asBusy('x', pairs(days))).toEqual({ isPassed, what });
});

test.each([
  [30, true, '3.00'],
  [31, false, '3.10'],
])('%i lost of a thousand', (lost, isPassed, share) => {
  const what = `the product lost ${share} % of 1000 people, at most 3.00 %`;
  expect(withinLimit([{ floor: day(80), product: day(80, lost) }], 0.03)).toEqual({
    isPassed,
    what,
  });
});

test('a thread lives the same day on both sides', async () => {
  const threads = new Threads(1);
  onTestFinished(() => threads.close());
  const setting = { scenario: 'A-5', hours: 0.1, seed: 1, share: 0.03 };
  const { floor, product } = await threads.pair(setting);
  const minutes = [floor, product].map(({ busyMs, readyMs }) => (busyMs + readyMs) / 60_000);
  for (const worked of minutes) expect(worked).toBeCloseTo(5 * 6, 0);
  expect(product.dials).toBeGreaterThan(0);
  expect(floor.dials).toBeGreaterThan(0);
});
