import type { AttemptId, CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** Never more attempts of a group in the air than its limit, counted from what went in and out. */
export class PortLimit implements Checker {
  readonly name = 'port-limit';
  readonly #inAir = new Map<AttemptId, CampaignGroupId>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#inAir.clear();
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #onStep({ event, effects, state }: MomentOf<'step'>): readonly string[] {
    if (event.type === 'write-failed') {
      for (const id of event.attemptIds) this.#inAir.delete(id);
    }
    const grown = new Set<CampaignGroupId>();
    for (const effect of effects) {
      if (effect.type === 'close-attempt') this.#inAir.delete(effect.attemptId);
      if (effect.type === 'hand-on') {
        const groupId = this.#inAir.get(effect.attemptId);
        if (groupId !== undefined) grown.add(groupId);
      }
      if (effect.type !== 'open-attempt') continue;
      this.#inAir.set(effect.attemptId, effect.groupId);
      grown.add(effect.groupId);
    }
    const problems: string[] = [];
    for (const groupId of grown) {
      const max = state.sessions.get(groupId)?.plan.limits.attemptsMax ?? 0;
      let count = 0;
      for (const of of this.#inAir.values()) if (of === groupId) count += 1;
      // A call that is handed on takes the line of its destination as well.
      for (const attempt of state.attempts.values()) {
        if (attempt.groupId === groupId && attempt.phase === 'transferring') count += 1;
      }
      if (count > max) problems.push(`${count} attempts of ${groupId} in the air, limit ${max}`);
    }
    return problems;
  }
}
