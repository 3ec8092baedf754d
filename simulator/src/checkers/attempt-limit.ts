import type { RecordId } from '@outpace/engine/basics/ids.ts';
import { isTechnical } from '@outpace/engine/calling-lists/call-result.ts';
import { attemptsMaxOf } from '@outpace/engine/campaigns/campaign.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';
import { dialsOf } from './dials.ts';

/** No record is dialed more often than its list allows; our own faults are not counted. */
export class AttemptLimit implements Checker {
  readonly name = 'attempt-limit';
  readonly #made = new Map<RecordId, number>();
  readonly #counted = new Set<string>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'committed') this.#count(moment);
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #count({ writes, store }: MomentOf<'committed'>): void {
    for (const write of writes) {
      if (write.type !== 'close-attempt' || this.#counted.has(write.attemptId)) continue;
      this.#counted.add(write.attemptId);
      const recordId = store.attempts.get(write.attemptId)?.recordId;
      if (recordId === undefined || isTechnical(write.result)) continue;
      this.#made.set(recordId, (this.#made.get(recordId) ?? 0) + 1);
    }
  }

  #onStep(moment: MomentOf<'step'>): readonly string[] {
    const problems: string[] = [];
    for (const { order, chain } of dialsOf(moment)) {
      const plan = moment.state.sessions.get(order.groupId)?.plan;
      const max = plan === undefined ? 0 : attemptsMaxOf(plan, chain.listId);
      const made = this.#made.get(order.recordId) ?? 0;
      if (made >= max) problems.push(`record ${order.recordId} dialed after ${made} of ${max}`);
    }
    return problems;
  }
}
