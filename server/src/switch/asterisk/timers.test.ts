import { millis, seconds } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { realTimers } from './timers.ts';

test('several waits at once, each after its time', async () => {
  const timers = realTimers();
  const from = performance.now();
  const heard: string[] = [];
  await new Promise<void>((resolve) => {
    timers.after(millis(20), resolve);
    timers.after(millis(1), () => heard.push('one'));
    timers.after(millis(5), () => heard.push('five'));
  });
  expect(heard).toEqual(['one', 'five']);
  // Timers and the wall clock may disagree by a millisecond.
  expect(performance.now() - from).toBeGreaterThanOrEqual(18);
});

test('one that was given up does not run, and the others do', async () => {
  const timers = realTimers();
  const heard: string[] = [];
  const giveUp = timers.after(millis(1), () => heard.push('given up'));
  giveUp();
  giveUp();
  await new Promise<void>((resolve) => void timers.after(millis(10), resolve));
  expect(heard).toEqual([]);
});

test('no wait keeps the process alive', () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const giveUp = realTimers().after(seconds(60), () => undefined);
  expect(timers()).toBe(before);
  giveUp();
});

test('the time is the time of the wall', () => {
  const before = Date.now();
  expect(realTimers().now()).toBeGreaterThanOrEqual(before);
  expect(realTimers().now()).toBeLessThanOrEqual(Date.now());
});
