import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import { isThree } from '@outpace/engine/interactions/interaction.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * Whoever was called into a call is in it with somebody, or was let go: a third party that the
 * switch has is one that the engine knows of, has ended, or has left with the customer.
 */
export class NobodyIsLeftAlone implements Checker {
  readonly name = 'nobody-is-left-alone';
  /** Called in, and not said to have gone. */
  readonly #thirds = new Set<AttemptId>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#thirds.clear();
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #onStep({ event, effects, state }: MomentOf<'step'>): readonly string[] {
    if (event.type === 'consultation' && event.state === 'ended') {
      this.#thirds.delete(event.attemptId);
    }
    if (event.type === 'call-transferred' || event.type === 'call-ended') {
      this.#thirds.delete(event.attemptId);
    }
    for (const effect of effects) this.#onEffect(effect);
    // What was ordered in vain while the switch was away is seen again now.
    if (event.type === 'switch-up' || event.type === 'recovered') this.#survey(event.legs, effects);
    const alone = [...this.#thirds].filter((attemptId) => !isKnown(state, attemptId));
    return alone.map((attemptId) => `a third party of ${attemptId} is left alone`);
  }

  #onEffect(effect: Effect): void {
    switch (effect.type) {
      case 'consult':
      case 'transfer':
      case 'conference':
      case 'hand-on':
        this.#thirds.add(effect.attemptId);
        return;
      case 'end-consultation':
      case 'hang-up':
      case 'play-and-release':
        this.#thirds.delete(effect.attemptId);
        return;
      default:
        return;
    }
  }

  #survey(legs: readonly SurvivingLeg[] | undefined, effects: readonly Effect[]): void {
    this.#thirds.clear();
    for (const leg of legs ?? []) {
      const isThere = leg.of === 'attempt' && leg.third !== undefined && !leg.third.hasCall;
      if (isThere) this.#thirds.add(leg.attemptId);
    }
    for (const effect of effects) this.#onEffect(effect);
  }
}

function isKnown(state: SiteState, attemptId: AttemptId): boolean {
  const attempt = state.attempts.get(attemptId);
  if (attempt?.phase === 'transferring') return true;
  if (attempt?.phase !== 'connected') return false;
  const interaction = state.interactions.get(attempt.interactionId);
  return interaction !== undefined && isThree(interaction);
}
