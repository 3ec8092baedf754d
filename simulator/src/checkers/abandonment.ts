import type { CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** Every person who answered and reached nobody is counted, and nobody else. */
export class Abandonment implements Checker {
  readonly name = 'abandonment';
  readonly #abandoned = new Map<CampaignGroupId, number>();
  readonly #groups = new Map<string, CampaignGroupId>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#abandoned.clear();
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep({ event, effects, state }: MomentOf<'step'>): Generator<string> {
    // What an earlier life had closed, and could not write, is closed again.
    const found = event.type === 'recovered' ? event.attempts : [];
    for (const { attemptId, groupId } of found) this.#groups.set(attemptId, groupId);
    const played = new Set<string>();
    let isChanged = false;
    for (const effect of effects) {
      if (effect.type === 'save-session') {
        isChanged = true;
        if (effect.phase === 'unloaded') this.#abandoned.delete(effect.groupId);
      }
      if (effect.type === 'open-attempt') this.#groups.set(effect.attemptId, effect.groupId);
      if (effect.type === 'play-and-release') played.add(effect.attemptId);
      if (effect.type !== 'close-attempt') continue;
      const groupId = this.#groups.get(effect.attemptId);
      this.#groups.delete(effect.attemptId);
      if (groupId === undefined || !isAbandoned(effect.result)) continue;
      if (effect.connectedAt !== undefined) yield `attempt ${effect.attemptId} met an agent`;
      if (effect.result === 'dropped' && !played.has(effect.attemptId) && !isToldElsewhere(event)) {
        yield `attempt ${effect.attemptId} was dropped without a word`;
      }
      isChanged = true;
      this.#abandoned.set(groupId, (this.#abandoned.get(groupId) ?? 0) + 1);
    }
    if (!isChanged) return;
    for (const { groupId, counts } of state.sessions.values()) {
      const seen = this.#abandoned.get(groupId) ?? 0;
      if (counts.abandoned !== seen) {
        yield `group ${groupId} counts ${counts.abandoned} abandoned, there were ${seen}`;
      }
      if (counts.connected + counts.abandoned > counts.liveAnswers) {
        yield `group ${groupId} counts more ends than live answers`;
      }
    }
  }
}

/** The switch has played the message by itself, or the call was gone before it could be. */
const isToldElsewhere = ({ type }: MomentOf<'step'>['event']): boolean =>
  type === 'call-orphaned' || type === 'recovered' || type === 'switch-up';

const isAbandoned = (result: string): boolean => result === 'dropped' || result === 'abandoned';
