import type { Millis } from '@outpace/engine/basics/time.ts';
import { elapsed, millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { AriLog } from '../asterisk/connection.ts';
import type { Timers } from '../asterisk/timers.ts';

/** What can be started again in its place, with the same ports. */
export type Restartable = {
  /** Resolves when it has ended, for whatever reason. */
  ended(): Promise<unknown>;
  /** Ends what is left of it. */
  kill(): Promise<void>;
  start(): Promise<void>;
};

const FIRST_WAIT: Millis = millis(500);
const WAIT_MAX: Millis = seconds(30);
/** One that has lived this long was well: its next end is a first one again. */
const WELL_AFTER: Millis = minutes(1);

/**
 * Starts an instance again whenever it has ended, each time in a row after a longer wait. The
 * answer ends that, and resolves when no start is under way any more.
 */
export function keepUp(
  name: string,
  instance: Restartable,
  timers: Timers,
  log: AriLog,
): () => Promise<void> {
  let isOver = false;
  let isStarting = Promise.resolve();
  let cancelWait = (): void => undefined;
  let wait = FIRST_WAIT;

  const watch = async (): Promise<void> => {
    const since = timers.now();
    await instance.ended();
    if (isOver) return;
    if (elapsed(since, timers.now()) >= WELL_AFTER) wait = FIRST_WAIT;
    await instance.kill();
    again(`${name} has ended by itself and is started again`);
  };

  const again = (what: string, err?: unknown): void => {
    if (isOver) return;
    log.error({ err, waitMs: wait }, what);
    cancelWait = timers.after(wait, () => {
      isStarting = start();
    });
    wait = millis(Math.min(WAIT_MAX, wait * 2));
  };

  const start = async (): Promise<void> => {
    try {
      await instance.start();
    } catch (problem) {
      return again(`${name} could not be started again`, problem);
    }
    log.info(`${name} is there again`);
    void watch();
  };

  void watch();
  return async () => {
    isOver = true;
    cancelWait();
    await isStarting;
  };
}
