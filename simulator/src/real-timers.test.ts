import { millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { realTimers } from './real-timers.ts';

test('a thing that is due happens, and time does not go back', async () => {
  const timers = realTimers();
  const before = timers.now();
  await new Promise<void>((resolve) => timers.after(millis(1), resolve));
  expect(timers.now()).toBeGreaterThanOrEqual(before);
});
