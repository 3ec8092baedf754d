import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** No dial without an open attempt in the store, under a lease, and none of one that is over. */
export class DurableAttempt implements Checker {
  readonly name = 'durable-attempt';
  readonly #over = new Set<AttemptId>();

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'step':
        for (const effect of moment.effects) {
          if (effect.type === 'close-attempt') this.#over.add(effect.attemptId);
        }
        return FINE;
      case 'sent':
        return this.#onSent(moment);
      case 'committed':
      case 'killed':
      case 'rest':
      case 'selected':
      case 'on-trunk':
      case 'acknowledged':
      case 'restarted':
      case 'listed':
        return FINE;
    }
  }

  #onSent({ action, store }: MomentOf<'sent'>): readonly string[] {
    if (action.type !== 'originate') return FINE;
    const { attemptId, phone } = action;
    const attempt = store.attempts.get(attemptId);
    if (attempt === undefined) return [`attempt ${attemptId} is dialed, but not stored`];
    if (attempt.result !== undefined) return [`attempt ${attemptId} is dialed, but closed`];
    if (this.#over.has(attemptId)) return [`attempt ${attemptId} is dialed after its end`];
    if (attempt.phone !== phone) return [`attempt ${attemptId} dials another number`];
    const lease = store.leases.get(attempt.chainId);
    const isOurs = lease?.epoch === attempt.epoch && lease.groupId === attempt.groupId;
    if (!isOurs) return [`attempt ${attemptId} is dialed without a lease`];
    return FINE;
  }
}
