import { after, type Instant, millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import { DECISIONS_KEPT_MS } from '../dialer/decision-log.ts';
import type { DecidedRows } from '../store/kept-decisions.ts';

type KeeperParts = {
  /** As the owner of the site; `before`: what is older goes. */
  readonly keep: (decided: readonly DecidedRows[], before: Instant | undefined) => Promise<void>;
  readonly now: () => Instant;
  /** What was decided since it was last asked. */
  readonly take: () => readonly DecidedRows[];
  readonly onFault: (fault: unknown) => void;
};

/** A process that is killed takes so much of its reasons with it. */
const KEEP_EVERY_MS = seconds(10);
const FORGET_EVERY_MS = minutes(10);
/** While the store is away; more than that is lost to it, and stays with this process. */
const WAITING_MAX = 10_000;

/** Writes down why groups dialed as much as they did, for those who ask after a restart. */
export class DecisionKeeper {
  readonly #parts: KeeperParts;
  #waiting: DecidedRows[] = [];
  #forgetAt: Instant;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #keeping: Promise<void> = Promise.resolve();

  constructor(parts: KeeperParts) {
    this.#parts = parts;
    this.#forgetAt = parts.now();
  }

  start(): void {
    this.#timer = setTimeout(() => {
      this.#keeping = this.keep().finally(() => {
        if (!this.#isClosed) this.start();
      });
    }, KEEP_EVERY_MS);
  }

  /** With what was decided until now. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#keeping;
    await this.keep();
  }

  /** What a store that is away does not take is offered again the next time. */
  async keep(): Promise<void> {
    const { keep, now, take, onFault } = this.#parts;
    this.#waiting = [...this.#waiting, ...take()].slice(-WAITING_MAX);
    const at = now();
    const before = this.#forgetAt <= at ? after(at, millis(-DECISIONS_KEPT_MS)) : undefined;
    if (this.#waiting.length === 0 && before === undefined) return;
    try {
      await keep(this.#waiting, before);
      this.#waiting = [];
      if (before !== undefined) this.#forgetAt = after(at, FORGET_EVERY_MS);
    } catch (fault) {
      onFault(fault);
    }
  }
}
