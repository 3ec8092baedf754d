import type { AttemptId, RecordId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after } from '@outpace/engine/basics/time.ts';
import type { SimulatedStore } from '../store.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * A death dials nobody twice: an attempt is dialed once, and whose phone may have rung when the
 * process died is left in peace for the time that such a record rests.
 */
export class DialedOnce implements Checker {
  readonly name = 'dialed-once';
  readonly #dialed = new Map<AttemptId, RecordId>();
  /** Dialed before a death, and without a result in the store then. */
  readonly #unknown = new Map<RecordId, AttemptId>();
  readonly #restUntil = new Map<RecordId, Instant>();
  /** Called again by an agent who has the record before them. */
  readonly #recalls = new Set<AttemptId>();
  #store: SimulatedStore | undefined;

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'sent':
        return [...this.#onSent(moment)];
      case 'killed':
        this.#onKilled();
        return FINE;
      case 'step':
        this.#onStep(moment);
        return FINE;
      case 'committed':
        // Where steps are not seen: what the next process has closed, and what the dead one had.
        for (const write of moment.writes) {
          if (write.type === 'close-attempt') this.#closed(write.attemptId);
        }
        return FINE;
      default:
        return FINE;
    }
  }

  *#onSent({ at, action, store }: MomentOf<'sent'>): Generator<string> {
    if (action.type !== 'originate') return;
    this.#store = store;
    const { attemptId } = action;
    if (this.#dialed.has(attemptId)) yield `attempt ${attemptId} is dialed twice`;
    const attempt = store.attempts.get(attemptId);
    if (attempt === undefined) return;
    const { recordId, mode } = attempt;
    this.#dialed.set(attemptId, recordId);
    const before = this.#unknown.get(recordId);
    if (before !== undefined) yield `${recordId} is dialed, and nobody has closed ${before}`;
    const until = this.#restUntil.get(recordId);
    if (until === undefined || until <= at) return;
    this.#restUntil.delete(recordId);
    // Who calls by hand knows whom they call, and has the say of what comes next.
    if (mode === 'manual' || this.#recalls.has(attemptId)) return;
    yield `${recordId} is dialed again ${until - at} ms too early after a death`;
  }

  #onKilled(): void {
    for (const [attemptId, recordId] of this.#dialed) {
      const isOpen = this.#store?.attempts.get(attemptId)?.result === undefined;
      if (isOpen) this.#unknown.set(recordId, attemptId);
    }
  }

  #onStep({ at, effects, state }: MomentOf<'step'>): void {
    for (const effect of effects) {
      if (effect.type === 'save-recall') this.#recalls.add(effect.attemptId);
      if (effect.type !== 'close-attempt') continue;
      const recordId = this.#closed(effect.attemptId);
      if (recordId === undefined) continue;
      // Any other result says what became of the call, and is treated as the campaign has it.
      if (effect.result !== 'switch-error') continue;
      this.#restUntil.set(recordId, after(at, state.limits.recoveryRedialMs));
    }
  }

  /** The record of an attempt of which nobody knew what had become; undefined: it was none. */
  #closed(attemptId: AttemptId): RecordId | undefined {
    const recordId = this.#dialed.get(attemptId);
    if (recordId === undefined || this.#unknown.get(recordId) !== attemptId) return undefined;
    this.#unknown.delete(recordId);
    return recordId;
  }
}
