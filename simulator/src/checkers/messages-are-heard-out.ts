import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** Who is played a message hears it to the end: what is said late of the call does not cut it. */
export class MessagesAreHeardOut implements Checker {
  readonly name = 'messages-are-heard-out';
  readonly #played = new Set<AttemptId>();

  see(moment: Moment): readonly string[] {
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #onStep({ event, effects, state }: MomentOf<'step'>): readonly string[] {
    if (event.type === 'call-orphaned') this.#played.add(event.attemptId);
    if (event.type === 'recovered' || event.type === 'switch-up') {
      for (const leg of event.legs ?? []) {
        if (leg.of === 'attempt' && leg.state === 'message') this.#played.add(leg.attemptId);
      }
    }
    const problems: string[] = [];
    for (const effect of effects) {
      // What is ordered of a switch that is away is never played.
      const isHeard = effect.type === 'play-and-release' && state.isSwitchUp;
      if (isHeard) this.#played.add(effect.attemptId);
      if (effect.type !== 'hang-up' && effect.type !== 'bridge') continue;
      if (!this.#played.has(effect.attemptId)) continue;
      problems.push(`${effect.type} to attempt ${effect.attemptId}, which hears a message`);
    }
    return problems;
  }
}
