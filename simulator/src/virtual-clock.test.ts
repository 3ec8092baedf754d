import { instant, millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { VirtualClock } from './virtual-clock.ts';

test('time stands still until it jumps to the next alarm or timer', () => {
  const clock = new VirtualClock(instant(100));
  const seen: string[] = [];
  clock.setAlarm(instant(500), () => seen.push(`alarm ${clock.now()}`));
  clock.after(millis(50), () => seen.push(`timer ${clock.now()}`));
  expect(clock.now()).toBe(100);
  while (clock.jump());
  expect(seen).toEqual(['timer 150', 'alarm 500']);
});

test('there is one alarm: setting it again moves it, clearing it forgets it', () => {
  const clock = new VirtualClock(instant(0));
  const seen: string[] = [];
  clock.setAlarm(instant(10), () => seen.push('first'));
  clock.setAlarm(instant(20), () => seen.push('second'));
  clock.jump();
  expect([seen, clock.now()]).toEqual([['second'], 20]);
  clock.setAlarm(instant(30), () => seen.push('third'));
  clock.clearAlarm();
  expect(clock.jump()).toBe(false);
});

test('an alarm in the past rings now: time never goes back', () => {
  const clock = new VirtualClock(instant(100));
  clock.setAlarm(instant(5), () => {});
  clock.jump();
  expect(clock.now()).toBe(100);
});
