import type { PacingEvent, PacingPosition } from '@outpace/engine/pacing/contract.ts';
import type { Pacer, PacerKind } from '../pacing/pacer.ts';
import { WatchedFloor } from './watched-floor.ts';

const LOOK_MS = 5_000;
/** Certainty at which a busy agent counts as about to finish. */
const CERTAINTY = 0.97;
/** Calls that must have been handled before anything is predicted. */
const HANDLED_MIN = 10;
/** Answer rate below which overcommitment divides by no less. */
const ANSWER_SHARE_MIN = 0.2;
const HALF_HOUR_MS = 1_800_000;
/** The list of what ended is cut when so many at its beginning are too old. */
const FORGOTTEN_MAX = 10_000;
/** Its queue holds people as long as they stay. */
const HOLDS_MS = 3_600_000;

/** Whether an agent who has talked that long counts as free by the time somebody answers. */
export const isFinishing = (elapsedMs: number, answerMs: number, talkMs: number): boolean =>
  1 - Math.exp(-(answerMs + elapsedMs) / talkMs) >= CERTAINTY;

/** Calls to dial at a look. */
export function issabelCalls(counts: {
  readonly free: number;
  readonly finishing: number;
  readonly queued: number;
  /** Dialed and not answered yet. */
  readonly inAir: number;
  /** Added whenever anything is dialed. */
  readonly extra: number;
  /** Share of dials that were answered lately; undefined without overcommitment. */
  readonly answerShare: number | undefined;
}): number {
  const { free, finishing, queued, inAir, extra, answerShare } = counts;
  const agents = Math.max(0, free + finishing - queued);
  const lines = answerShare === undefined ? agents : Math.floor(agents / answerShare);
  return Math.max(0, (lines > 0 ? lines + extra : 0) - inAir);
}

export const issabel = (name: string, isOvercommitting: boolean): PacerKind => ({
  name,
  holdsMs: HOLDS_MS,
  make: () => new Issabel(isOvercommitting),
});

class Issabel implements Pacer {
  readonly #isOvercommitting: boolean;
  readonly #floor = new WatchedFloor((call) => {
    const isAnswered = call.phase === 'with-agent';
    this.#past.push({ endedAt: call.endedAt, isAnswered });
    if (!isAnswered) return;
    this.#answered += 1;
    this.#handled += 1;
    this.#talkMs += call.endedAt - call.connectedAt;
    this.#answerMs += call.answeredAt - call.openedAt;
  });
  /** What ended of late, the oldest first, from `#forgotten` on. */
  #past: { readonly endedAt: number; readonly isAnswered: boolean }[] = [];
  #forgotten = 0;
  /** Of them, the answered. */
  #answered = 0;
  #handled = 0;
  #talkMs = 0;
  #answerMs = 0;
  #nextAt = 0;

  constructor(isOvercommitting: boolean) {
    this.#isOvercommitting = isOvercommitting;
  }

  observe(event: PacingEvent): void {
    this.#floor.observe(event);
  }

  decide({ at, free, waiting, inAir }: PacingPosition): { open: number; takeBack: string[] } {
    if (at < this.#nextAt) return { open: 0, takeBack: [] };
    this.#nextAt = at + LOOK_MS;
    const open = issabelCalls({
      free,
      finishing: this.#finishing(at),
      queued: waiting,
      inAir,
      extra: 0,
      answerShare: this.#isOvercommitting ? this.#answerShare(at) : undefined,
    });
    return { open, takeBack: [] };
  }

  #finishing(at: number): number {
    if (this.#handled < HANDLED_MIN) return 0;
    const [answerMs, talkMs] = [this.#answerMs / this.#handled, this.#talkMs / this.#handled];
    let count = 0;
    for (const { state, since } of this.#floor.agents.values()) {
      if (state === 'talking' && isFinishing(at - since, answerMs, talkMs)) count += 1;
    }
    return count;
  }

  /** Of the last half hour; all are taken for answered while there are too few. */
  #answerShare(at: number): number {
    for (; ; this.#forgotten += 1) {
      const oldest = this.#past[this.#forgotten];
      if (oldest === undefined || oldest.endedAt > at - HALF_HOUR_MS) break;
      if (oldest.isAnswered) this.#answered -= 1;
    }
    if (this.#forgotten > FORGOTTEN_MAX) {
      this.#past = this.#past.slice(this.#forgotten);
      this.#forgotten = 0;
    }
    const known = this.#past.length - this.#forgotten;
    if (known < HANDLED_MIN) return 1;
    return Math.max(ANSWER_SHARE_MIN, this.#answered / known);
  }
}
