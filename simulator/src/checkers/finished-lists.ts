import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * A group completes by itself only when nothing of its lists is left to dial. Lists that another
 * group uses are not asked: that group may put something back at any moment.
 */
export class FinishedLists implements Checker {
  readonly name = 'finished-lists';

  see(moment: Moment): readonly string[] {
    return moment.type === 'committed' ? this.#onCommitted(moment) : FINE;
  }

  #onCommitted({ writes, store }: MomentOf<'committed'>): readonly string[] {
    const problems: string[] = [];
    for (const write of writes) {
      if (write.type !== 'save-session' || write.by !== 'auto-complete') continue;
      const left = store.ownChainsLeft(write.groupId);
      if (left > 0) problems.push(`group ${write.groupId} completes with ${left} chains left`);
    }
    return problems;
  }
}
