import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { SystemClock } from '../../dialer/clock.ts';

/** Time as the adapter needs it: several waits at once, each of which can be given up. */
export interface Timers {
  now(): Instant;
  /** Runs once, not before that much time has passed. The answer gives the wait up. */
  after(wait: Millis, run: () => void): () => void;
}

/** The wall clock's time. A wait does not keep the process alive. */
export function realTimers(): Timers {
  const clock = new SystemClock();
  return {
    now: () => clock.now(),
    after: (wait, run) => {
      const timer = setTimeout(run, wait).unref();
      return () => clearTimeout(timer);
    },
  };
}
