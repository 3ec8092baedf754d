import type { ChainId, InteractionId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { CloseInteraction } from '@outpace/engine/effect.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';
import { dialsOf } from './dials.ts';

type Asked = { readonly chainId: ChainId; readonly phone: PhoneNumber; readonly whole: boolean };

/**
 * Who asked an agent not to be called is never dialed again, unless the agent took it back. Knows
 * interactions only: it does not trust the suppressions that should follow from them.
 */
export class DoNotCall implements Checker {
  readonly name = 'do-not-call';
  readonly #asked = new Map<InteractionId, Asked>();

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'step':
        return [...this.#onStep(moment)];
      case 'committed':
        this.#onCommitted(moment);
        return FINE;
      case 'sent':
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

  *#onStep(moment: MomentOf<'step'>): Generator<string> {
    for (const { order } of dialsOf(moment)) {
      for (const [id, { chainId, phone, whole }] of this.#asked) {
        const isHit = order.phone === phone || (whole && order.chainId === chainId);
        if (isHit) yield `attempt ${order.attemptId} to somebody who said no in ${id}`;
      }
    }
    const named = new Set<InteractionId>();
    for (const effect of moment.effects) {
      if (effect.type !== 'add-suppression' || effect.interactionId === undefined) continue;
      named.add(effect.interactionId);
    }
    for (const effect of moment.effects) {
      if (effect.type !== 'close-interaction' || effect.doNotCall === undefined) continue;
      if (!named.has(effect.interactionId)) {
        yield `interaction ${effect.interactionId} ends with a do-not-call that blocks nobody`;
      }
    }
  }

  #onCommitted({ writes, store }: MomentOf<'committed'>): void {
    for (const write of writes) {
      if (write.type === 'close-interaction') this.#note(write, store);
      if (write.type !== 'remove-suppression' || write.key.kind !== 'phone') continue;
      for (const [id, asked] of this.#asked) {
        if (asked.phone === write.key.phone) this.#asked.delete(id);
      }
    }
  }

  #note(
    { interactionId, doNotCall }: CloseInteraction,
    store: MomentOf<'committed'>['store'],
  ): void {
    const interaction = store.interactions.get(interactionId);
    const attempt =
      interaction === undefined ? undefined : store.attempts.get(interaction.attemptId);
    if (doNotCall === undefined || attempt === undefined) return;
    const { chainId, phone } = attempt;
    this.#asked.set(interactionId, { chainId, phone, whole: doNotCall === 'person' });
  }
}
