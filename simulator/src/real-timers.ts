import { SystemClock } from '@outpace/server/dialer/clock.ts';
import type { Timers } from './virtual-clock.ts';

/** The world's time in the demo: the wall clock's. */
export function realTimers(): Timers {
  const clock = new SystemClock();
  return {
    now: () => clock.now(),
    // Unreferenced, so that people who are still on the phone do not keep the process alive.
    after: (ms, run) => void setTimeout(run, ms).unref(),
  };
}
