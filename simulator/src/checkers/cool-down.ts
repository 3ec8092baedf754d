import type { Offer } from '@outpace/engine/agents/offer.ts';
import type { ChainId, OfferId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after } from '@outpace/engine/basics/time.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

type Seen = Pick<Offer, 'agentId' | 'recordId' | 'chainId' | 'until'>;
type Declined = { readonly chainId: ChainId; readonly at: Instant };

/**
 * A record that an agent rejected or let run out is not offered to them within the cool-down. The
 * engine remembers it with the chain in hand: one that went back to the store is a new one.
 */
export class CoolDown implements Checker {
  readonly name = 'cool-down';
  readonly #offers = new Map<OfferId, Seen>();
  readonly #declined = new Map<string, Declined>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') {
      this.#offers.clear();
      this.#declined.clear();
    }
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep({ at, event, effects, state }: MomentOf<'step'>): Generator<string> {
    const opened = new Set<string>();
    for (const effect of effects) {
      if (effect.type === 'open-attempt') opened.add(effect.recordId);
      if (effect.type === 'ask-validation') opened.add(effect.record.id);
    }
    for (const [key, { chainId }] of this.#declined) {
      if (!state.chains.has(chainId)) this.#declined.delete(key);
    }
    for (const [id, { agentId, recordId, chainId, until }] of this.#offers) {
      if (state.offers.has(id)) continue;
      this.#offers.delete(id);
      const isRejected = event.type === 'agent-command' && event.command.type === 'reject-offer';
      // While nobody can be called a record that nobody could accept is taken back instead.
      const isTaken = opened.has(recordId) || state.chains.get(chainId)?.place === 'engagement';
      const isRunOut = until <= at && !isTaken && state.isSwitchUp;
      const rejects = isRejected && event.command.offerId === id;
      if (!rejects && !isRunOut) continue;
      this.#declined.set(`${agentId} ${recordId}`, { chainId, at });
    }
    for (const { id, agentId, recordId, chainId, until, groupId } of state.offers.values()) {
      if (this.#offers.has(id)) continue;
      this.#offers.set(id, { agentId, recordId, chainId, until });
      const declinedAt = this.#declined.get(`${agentId} ${recordId}`)?.at;
      const coolDownMs = state.sessions.get(groupId)?.plan.limits.coolDownMs;
      if (declinedAt === undefined || coolDownMs === undefined) continue;
      if (at < after(declinedAt, coolDownMs)) {
        yield `record ${recordId} is offered to ${agentId} again after ${at - declinedAt} ms`;
      }
    }
  }
}
