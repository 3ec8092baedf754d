import type { AgentId, AttemptId, CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { isPredictive } from '@outpace/engine/campaigns/dialing-order.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** Chance alone may lose so many standard deviations more than the limit allows, and two people. */
const DEVIATIONS = 2.5;
const PEOPLE = 2;
/** 16 CFR 310.4(b)(4)(ii). */
const RING_MS_MIN = 15_000;

type Group = {
  limit: number;
  live: number;
  abandoned: number;
  /** People whom somebody's leaving, or a fault, may have cost their agent. */
  excused: number;
};

/**
 * Predictive dialing keeps the share of people left without an agent under the limit of its plan,
 * over everything that happens in the day, and cuts no ringing short before the law allows it.
 */
export class AbandonmentLimit implements Checker {
  readonly name = 'abandonment-limit';
  readonly #groups = new Map<CampaignGroupId, Group>();
  readonly #attempts = new Map<AttemptId, CampaignGroupId>();
  readonly #phases = new Map<AgentId, string>();
  readonly #ringing = new Map<AttemptId, Instant>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#excuseAll();
    if (moment.type === 'step') return [...this.#onStep(moment)];
    return moment.type === 'rest' ? [...this.#atRest()] : FINE;
  }

  *#onStep({ at, event, effects, state }: MomentOf<'step'>): Generator<string> {
    if (event.type === 'call-ringing' && !this.#ringing.has(event.attemptId)) {
      this.#ringing.set(event.attemptId, at);
    }
    if (event.type === 'switch-down') this.#excuseAll();
    this.#excuseLeavers(state);
    const hungUp = new Set<AttemptId>();
    for (const effect of effects) {
      if (effect.type === 'hang-up') hungUp.add(effect.attemptId);
      if (effect.type === 'open-attempt') this.#open(effect.attemptId, effect.groupId, state);
      if (effect.type !== 'close-attempt') continue;
      const rangAt = this.#ringing.get(effect.attemptId);
      this.#ringing.delete(effect.attemptId);
      const group = this.#close(effect.attemptId, effect.result, effect.connectedAt !== undefined);
      const isCut = effect.result === 'no-answer' && hungUp.has(effect.attemptId);
      if (!isCut || group === undefined || rangAt === undefined) continue;
      if (at - rangAt < RING_MS_MIN) yield `attempt ${effect.attemptId} rang ${at - rangAt} ms`;
    }
  }

  *#atRest(): Generator<string> {
    for (const [groupId, { limit, live, abandoned, excused }] of this.#groups) {
      const allowed = limit * live;
      const most = allowed + PEOPLE + DEVIATIONS * Math.sqrt(allowed) + excused;
      if (abandoned > most) {
        yield `${groupId} lost ${abandoned} of ${live} people, limit ${limit}`;
      }
    }
  }

  /** Nobody knows what became of the calls in the air. */
  #excuseAll(): void {
    for (const groupId of this.#attempts.values()) {
      const group = this.#groups.get(groupId);
      if (group !== undefined) group.excused += 1;
    }
  }

  /** An agent who was ready and is gone leaves one person alone at most. */
  #excuseLeavers(state: MomentOf<'step'>['state']): void {
    for (const { agentId, groupIds, phase } of state.agents.values()) {
      const before = this.#phases.get(agentId);
      this.#phases.set(agentId, phase);
      if (before === phase || (before !== 'ready' && before !== 'engaged')) continue;
      if (phase === 'ready' || phase === 'engaged' || phase === 'talking') continue;
      for (const [groupId, group] of this.#groups) {
        const agents = state.sessions.get(groupId)?.plan.agentGroupId;
        if (agents !== undefined && groupIds.includes(agents)) group.excused += 1;
      }
    }
  }

  #open(attemptId: AttemptId, groupId: CampaignGroupId, state: MomentOf<'step'>['state']): void {
    const session = state.sessions.get(groupId);
    if (session === undefined || !isPredictive(session.mode)) return;
    this.#attempts.set(attemptId, groupId);
    if (this.#groups.has(groupId)) return;
    const limit = session.plan.limits.abandonShareMax;
    this.#groups.set(groupId, { limit, live: 0, abandoned: 0, excused: 0 });
  }

  #close(attemptId: AttemptId, result: string, isConnected: boolean): Group | undefined {
    const groupId = this.#attempts.get(attemptId);
    this.#attempts.delete(attemptId);
    const group = groupId === undefined ? undefined : this.#groups.get(groupId);
    if (group === undefined) return undefined;
    const isLost = result === 'dropped' || result === 'abandoned';
    if (isLost) group.abandoned += 1;
    if (isLost || isConnected) group.live += 1;
    return group;
  }
}
