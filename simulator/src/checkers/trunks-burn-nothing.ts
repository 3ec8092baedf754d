import type { AttemptId, CampaignGroupId, ChainId } from '@outpace/engine/basics/ids.ts';
import { isOurSide } from '@outpace/engine/dialing/trunks.ts';
import type { OpenAttempt } from '@outpace/engine/effect.ts';
import type { EngineEvent } from '@outpace/engine/event.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * However long the trunks are dead, fewer records lose their place by it than failures are needed
 * to see it: the others wait where they were, and nobody's attempts are used up.
 */
export class TrunksBurnNothing implements Checker {
  readonly name = 'trunks-burn-nothing';
  readonly #opened = new Map<AttemptId, OpenAttempt>();
  /** Records that were treated since a call of this group got out last. */
  readonly #burnt = new Map<CampaignGroupId, number>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#burnt.clear();
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #onStep(moment: MomentOf<'step'>): readonly string[] {
    const opened = this.#openedOf(moment.event);
    for (const effect of moment.effects) {
      if (effect.type === 'open-attempt') this.#opened.set(effect.attemptId, effect);
      // Whoever is loaded again has to find out anew.
      const isUnloaded = effect.type === 'save-session' && effect.phase === 'unloaded';
      if (isUnloaded) this.#burnt.delete(effect.groupId);
    }
    if (opened === undefined) return FINE;
    if (!hasFailed(moment.event)) {
      this.#burnt.delete(opened.groupId);
      return FINE;
    }
    return isTreated(moment, opened.chainId) ? this.#burn(moment, opened) : FINE;
  }

  #openedOf(event: EngineEvent): OpenAttempt | undefined {
    return 'attemptId' in event ? this.#opened.get(event.attemptId) : undefined;
  }

  #burn({ state }: MomentOf<'step'>, { groupId }: OpenAttempt): readonly string[] {
    const burnt = (this.#burnt.get(groupId) ?? 0) + 1;
    this.#burnt.set(groupId, burnt);
    if (burnt < state.limits.trunkFailuresMax) return FINE;
    return [`group ${groupId} has used up ${burnt} records on dead trunks`];
  }
}

const hasFailed = (event: EngineEvent): boolean =>
  (event.type === 'originate-failed' || event.type === 'call-ended') && isOurSide(event.result);

const isTreated = ({ effects }: MomentOf<'step'>, chainId: ChainId): boolean =>
  effects.some((effect) => effect.type === 'save-chain' && effect.chainId === chainId);
