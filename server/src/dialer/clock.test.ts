import { after, millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { SystemClock } from './clock.ts';

/** Resolves when the alarm rings. */
const rings = (clock: SystemClock, wait: number): Promise<string> =>
  new Promise((resolve) => {
    clock.setAlarm(after(clock.now(), millis(wait)), () => resolve(`after ${wait}`));
  });

test('time never goes back', () => {
  const clock = new SystemClock();
  const times = Array.from({ length: 100 }, () => clock.now());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('an alarm does not ring before its time', async () => {
  const clock = new SystemClock();
  const from = performance.now();
  expect(await rings(clock, 20)).toBe('after 20');
  // Timers and the wall clock may disagree by a millisecond.
  expect(performance.now() - from).toBeGreaterThanOrEqual(18);
});

test('there is one alarm: setting it again moves it', async () => {
  const clock = new SystemClock();
  const heard: string[] = [];
  void rings(clock, 1).then((ring) => heard.push(ring));
  heard.push(await rings(clock, 10));
  expect(heard).toEqual(['after 10']);
});

test('an alarm in the past rings at once, one in the far future does not overflow', async () => {
  const clock = new SystemClock();
  expect(await rings(clock, -1_000)).toBe('after -1000');
  const heard: string[] = [];
  void rings(clock, 3_000_000_000).then((ring) => heard.push(ring));
  await new Promise((resolve) => setImmediate(resolve));
  clock.clearAlarm();
  expect(heard).toEqual([]);
});

test('a cleared alarm does not keep the process alive', () => {
  const clock = new SystemClock();
  clock.setAlarm(after(clock.now(), millis(60_000)), () => {});
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  clock.clearAlarm();
  expect(timers()).toBe(before - 1);
});
