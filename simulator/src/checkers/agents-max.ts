import type { AgentId, CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

type Work = { readonly groupId: CampaignGroupId; readonly agentId: AgentId | undefined };

/**
 * A group that may have only so many agents dials for no more of them, call by call: whoever has an
 * interaction of it that is not done, or a call of it in the air that is theirs. People who wait
 * are given an agent all the same, so dialing ahead is not judged here.
 */
export class AgentsMax implements Checker {
  readonly name = 'agents-max';
  /** By attempt or interaction. */
  readonly #works = new Map<string, Work>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#works.clear();
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #onStep({ event, effects, state }: MomentOf<'step'>): readonly string[] {
    if (event.type === 'write-failed') {
      for (const id of event.attemptIds) this.#works.delete(id);
    }
    for (const effect of effects) this.#follow(effect);
    const problems: string[] = [];
    for (const effect of effects) {
      if (effect.type !== 'open-attempt' || effect.mode !== 'progressive') continue;
      const { groupId, agentId } = effect;
      const max = state.sessions.get(groupId)?.plan.staffing?.agentsMax;
      if (max === undefined || agentId === undefined) continue;
      const works = [...this.#works.values()].filter((work) => work.groupId === groupId);
      const agents = new Set(works.flatMap((work) => work.agentId ?? []));
      if (agents.size <= max) continue;
      problems.push(`${groupId} dials for ${agents.size} agents, and may have ${max}`);
    }
    return problems;
  }

  #follow(effect: Effect): void {
    if (effect.type === 'open-attempt') this.#works.set(effect.attemptId, effect);
    if (effect.type === 'open-interaction') this.#works.set(effect.interactionId, effect);
    if (effect.type === 'close-attempt') this.#works.delete(effect.attemptId);
    if (effect.type === 'close-interaction') this.#works.delete(effect.interactionId);
  }
}
