import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import { isSuppressed, suppressionText } from '@outpace/engine/calling-lists/suppression.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import type { CallTarget } from '@outpace/engine/interactions/third-party.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';
import { dialsOf } from './dials.ts';

/** No dial to a number or person that a suppression names, from the very step that adds it. */
export class Suppressions implements Checker {
  readonly name = 'suppressions';
  readonly #durable: Map<string, true>;
  #inForce: Map<string, true>;

  constructor(fromStart: readonly SuppressionKey[] = []) {
    this.#durable = new Map(fromStart.map((key) => [suppressionText(key), true]));
    this.#inForce = new Map(this.#durable);
  }

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'step':
        return this.#onStep(moment);
      case 'committed':
        apply(moment.writes, this.#durable);
        return FINE;
      case 'killed':
        // What was not durable was never promised to anybody.
        this.#inForce = new Map(this.#durable);
        return FINE;
      case 'sent':
      case 'rest':
        return FINE;
    }
  }

  #onStep(moment: MomentOf<'step'>): readonly string[] {
    apply(moment.effects, this.#inForce);
    const dials = dialsOf(moment)
      .filter(({ chain, record }) => isSuppressed(chain, record, this.#inForce))
      .map(({ order }) => `attempt ${order.attemptId} to a suppressed number or person`);
    const thirds = moment.effects
      .flatMap((effect) => (effect.type === 'save-third-party' ? [effect] : []))
      .filter(({ state, target }) => state === 'called' && this.#bars(target))
      .map(({ interactionId }) => `a third party of ${interactionId} at a suppressed number`);
    return [...dials, ...thirds];
  }

  #bars(target: CallTarget): boolean {
    if (target.kind === 'agent') return false;
    return this.#inForce.has(suppressionText({ kind: 'phone', phone: target.phone }));
  }
}

function apply(effects: readonly Effect[], suppressed: Map<string, true>): void {
  for (const effect of effects) {
    if (effect.type === 'add-suppression') suppressed.set(suppressionText(effect.key), true);
    if (effect.type === 'remove-suppression') suppressed.delete(suppressionText(effect.key));
  }
}
