import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, later } from '@outpace/engine/basics/time.ts';
import type { Clock } from '@outpace/server/ports.ts';
import { Agenda } from './agenda.ts';

/** Time as the simulated world outside the dialer sees it: virtual in tests, real in the demo. */
export interface Timers {
  now(): Instant;
  /** Runs once, not before that much time has passed. Never cancelled: the thing knows itself. */
  after(ms: Millis, run: () => void): void;
}

/** The dialer's clock and the world's timers over one virtual time that jumps. */
export class VirtualClock implements Clock, Timers {
  readonly #timers = new Agenda<() => void>();
  #now: Instant;
  #alarm: { readonly at: Instant; readonly wake: () => void } | undefined;

  constructor(startAt: Instant) {
    this.#now = startAt;
  }

  now(): Instant {
    return this.#now;
  }

  setAlarm(at: Instant, wake: () => void): void {
    this.#alarm = { at, wake };
  }

  clearAlarm(): void {
    this.#alarm = undefined;
  }

  after(ms: Millis, run: () => void): void {
    this.#timers.put(after(this.#now, ms), run);
  }

  /** Jumps to the next alarm or timer and runs it: an idle hour costs nothing. False: no next. */
  jump(): boolean {
    const timerAt = this.#timers.nextAt;
    const alarm = this.#alarm;
    if (alarm !== undefined && (timerAt === undefined || alarm.at <= timerAt)) {
      this.#alarm = undefined;
      this.#now = later(this.#now, alarm.at);
      alarm.wake();
      return true;
    }
    const due = this.#timers.take();
    if (due === undefined) return false;
    this.#now = later(this.#now, due.at);
    due.thing();
    return true;
  }
}
