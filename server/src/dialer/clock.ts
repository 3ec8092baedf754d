import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { Clock } from '../ports.ts';

/** Longest wait that `setTimeout` takes; a later alarm is set again when it rings. */
const TIMEOUT_MS_MAX = 2_147_483_647;

/** The only place that reads the wall clock for the dialer, and its only timer. */
export class SystemClock implements Clock {
  #last = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Never goes back, even when somebody sets the machine's clock. */
  now(): Instant {
    this.#last = Math.max(this.#last, Date.now());
    return instant(this.#last);
  }

  setAlarm(at: Instant, wake: () => void): void {
    this.clearAlarm();
    const wait = Math.min(Math.max(0, at - this.now()), TIMEOUT_MS_MAX);
    this.#timer = setTimeout(wake, wait);
  }

  clearAlarm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
