import type { OfferId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after } from '@outpace/engine/basics/time.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

type Seen = { readonly agentId: string; readonly recordId: string; readonly until: Instant };

/** A record that an agent rejected or let run out is not offered to them within the cool-down. */
export class CoolDown implements Checker {
  readonly name = 'cool-down';
  readonly #offers = new Map<OfferId, Seen>();
  readonly #restUntil = new Map<string, Instant>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') {
      this.#offers.clear();
      this.#restUntil.clear();
    }
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep({ at, event, effects, state }: MomentOf<'step'>): Generator<string> {
    const opened = new Set<string>();
    for (const effect of effects) if (effect.type === 'open-attempt') opened.add(effect.recordId);
    for (const [id, { agentId, recordId, until }] of this.#offers) {
      if (state.offers.has(id)) continue;
      this.#offers.delete(id);
      const isRejected = event.type === 'agent-command' && event.command.type === 'reject-offer';
      const isRunOut = until <= at && !opened.has(recordId);
      const rejects = isRejected && event.command.offerId === id;
      if (!rejects && !isRunOut) continue;
      this.#restUntil.set(`${agentId} ${recordId}`, at);
    }
    for (const { id, agentId, recordId, until, groupId } of state.offers.values()) {
      if (this.#offers.has(id)) continue;
      this.#offers.set(id, { agentId, recordId, until });
      const declinedAt = this.#restUntil.get(`${agentId} ${recordId}`);
      const coolDownMs = state.sessions.get(groupId)?.plan.limits.coolDownMs;
      if (declinedAt === undefined || coolDownMs === undefined) continue;
      if (at < after(declinedAt, coolDownMs)) {
        yield `record ${recordId} is offered to ${agentId} again after ${at - declinedAt} ms`;
      }
    }
  }
}
