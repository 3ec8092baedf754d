import { millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { realTimers } from './timers.ts';

test('what is waited for comes, not before its time, and not when it was given up', async () => {
  const timers = realTimers();
  const from = timers.now();
  const ran: string[] = [];
  await new Promise<void>((resolve) => {
    const giveUp = timers.after(millis(5), () => ran.push('given up'));
    timers.after(millis(20), () => {
      ran.push('waited for');
      resolve();
    });
    giveUp();
    // The timers themselves do not keep the process alive; this one does, until the test is over.
    const alive = setTimeout(() => undefined, 5_000);
    timers.after(millis(25), () => clearTimeout(alive));
  });
  expect(ran).toEqual(['waited for']);
  // Timers of the system may be a millisecond early.
  expect(timers.now() - from).toBeGreaterThanOrEqual(19);
});
