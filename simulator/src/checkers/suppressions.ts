import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import {
  type ListedSuppression,
  listedText,
  suppressionText,
} from '@outpace/engine/calling-lists/suppression.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import type { CallTarget } from '@outpace/engine/interactions/third-party.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';
import { dialsOf } from './dials.ts';

/** By their texts, until when: a do-not-call is for good. */
type InForce = Map<string, Instant | undefined>;

/**
 * No dial to a number or person that a suppression names, from the very step that adds it, and
 * none that a suppression list names, from the step in which the engine hears of the entry until
 * its end. A process that begins has heard of everything that was stored.
 */
export class Suppressions implements Checker {
  readonly name = 'suppressions';
  readonly #durable: InForce;
  #inForce: InForce;

  constructor(fromStart: readonly SuppressionKey[] = []) {
    this.#durable = new Map(fromStart.map((key) => [suppressionText(key), undefined]));
    this.#inForce = new Map(this.#durable);
  }

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'step':
        return this.#onStep(moment);
      case 'committed':
        apply(moment.writes, this.#durable);
        return FINE;
      case 'listed':
        list(moment.entries, this.#durable);
        return FINE;
      case 'killed':
        // What was not durable was never promised to anybody.
        this.#inForce = new Map(this.#durable);
        return FINE;
      case 'sent':
      case 'selected':
      case 'on-trunk':
      case 'acknowledged':
      case 'restarted':
      case 'rest':
        return FINE;
    }
  }

  #onStep(moment: MomentOf<'step'>): readonly string[] {
    const { event, effects, at } = moment;
    endAt(this.#durable, at);
    endAt(this.#inForce, at);
    apply(effects, this.#inForce);
    if (event.type === 'supervisor-command' && event.command.type === 'apply-listed') {
      list(event.command.entries, this.#inForce);
      endAt(this.#inForce, at);
    }
    const dials = dialsOf(moment)
      .filter(({ chain, record }) => this.#names(chain, record.phone))
      .map(({ order }) => `attempt ${order.attemptId} to a suppressed number or person`);
    const thirds = effects
      .flatMap((effect) => (effect.type === 'save-third-party' ? [effect] : []))
      .filter(({ state, target }) => state === 'called' && this.#bars(target))
      .map(({ interactionId }) => `a third party of ${interactionId} at a suppressed number`);
    return [...dials, ...thirds];
  }

  /** The number or the person, by a do-not-call or by a list: asked here, not of the engine. */
  #names({ customerId, listId }: Chain, phone: PhoneNumber): boolean {
    const keys: SuppressionKey[] = [{ kind: 'phone', phone }];
    if (customerId !== undefined) keys.push({ kind: 'customer', customerId });
    const texts = keys.flatMap((key) => [
      suppressionText(key),
      listedText(key, { kind: 'everybody' }),
      listedText(key, { kind: 'calling-list', listId }),
    ]);
    return texts.some((text) => this.#inForce.has(text));
  }

  #bars(target: CallTarget): boolean {
    if (target.kind === 'agent') return false;
    return this.#inForce.has(suppressionText({ kind: 'phone', phone: target.phone }));
  }
}

function list(entries: readonly ListedSuppression[], inForce: InForce): void {
  for (const { key, scope, until } of entries) {
    const text = listedText(key, scope);
    const known = inForce.get(text);
    // Of several lists that name somebody alike the furthest end counts.
    const isForGood = until === undefined || (known === undefined && inForce.has(text));
    const isLonger = known === undefined || (until !== undefined && until > known);
    if (isForGood) inForce.set(text, undefined);
    else if (isLonger) inForce.set(text, until);
  }
}

function endAt(inForce: InForce, at: Instant): void {
  for (const [text, until] of inForce) {
    if (until !== undefined && until <= at) inForce.delete(text);
  }
}

function apply(effects: readonly Effect[], suppressed: InForce): void {
  for (const effect of effects) {
    if (effect.type === 'add-suppression') suppressed.set(suppressionText(effect.key), undefined);
    if (effect.type === 'remove-suppression') suppressed.delete(suppressionText(effect.key));
  }
}
