import { isHeard } from '@outpace/engine/agents/agent-phone.ts';
import { isPromised } from '@outpace/engine/agents/matching.ts';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { isAssured } from '@outpace/engine/campaigns/assured.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';
import { dialsOf } from './dials.ts';

/**
 * An assured customer is dialed for one agent whose leg is up, and is with that agent from the
 * answer on, the first time and when they are called again: never waiting, never abandoned. Only
 * while nobody here could hear of the answer, the process or its line to the switch being gone,
 * does the switch have to send them off by itself.
 */
export class AssuredConnection implements Checker {
  readonly name = 'assured-connection';
  readonly #assured = new Set<AttemptId>();
  #state: SiteState | undefined;

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#assured.clear();
    if (moment.type === 'sent') return this.#onSent(moment);
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep(moment: MomentOf<'step'>): Generator<string> {
    const { state, effects, event } = moment;
    this.#state = state;
    for (const { order, record } of dialsOf(moment)) {
      const plan = state.sessions.get(order.groupId)?.plan;
      if (plan === undefined || !isAssured(plan.assured, record)) continue;
      this.#assured.add(order.attemptId);
      if (!isOnTheLine(state, order.attemptId)) {
        yield `attempt ${order.attemptId} is dialed without its agent on the line`;
      }
    }
    for (const effect of effects) {
      if (effect.type !== 'close-attempt' || !this.#assured.delete(effect.attemptId)) continue;
      const isLeft = effect.result === 'dropped' || effect.result === 'abandoned';
      const isUnheard = event.type === 'call-orphaned' || event.type === 'switch-up';
      if (isLeft && !isUnheard) yield `assured customer of ${effect.attemptId} is ${effect.result}`;
    }
    for (const id of this.#assured) {
      const phase = state.attempts.get(id)?.phase;
      const waits = phase === 'detecting' || phase === 'waiting';
      if (waits) yield `assured customer of ${id} waits for an agent`;
    }
  }

  /** At the moment of the dial itself: the write took its time, and the leg may be gone by then. */
  #onSent({ action }: MomentOf<'sent'>): readonly string[] {
    if (action.type !== 'originate' || !this.#assured.has(action.attemptId)) return FINE;
    const isThere = this.#state !== undefined && isOnTheLine(this.#state, action.attemptId);
    return isThere ? FINE : [`attempt ${action.attemptId} is ordered without its agent`];
  }
}

/** Engaged for it, or calling them again with the person on the screen: heard either way. */
function isOnTheLine(state: SiteState, attemptId: AttemptId): boolean {
  const attempt = state.attempts.get(attemptId);
  const agent = attempt?.agentId === undefined ? undefined : state.agents.get(attempt.agentId);
  if (attempt === undefined || agent === undefined || agent.phase === 'reserved') return false;
  return isPromised(agent, attempt) && isHeard(agent.phone);
}
