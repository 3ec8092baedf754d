import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

type Pair = readonly [AgentId, AgentId];

/**
 * Two agents are together from the moment in which the one who was called says yes, until they are
 * parted, once; and nothing that dials or is written of a contact comes of it.
 */
export class InternalCalls implements Checker {
  readonly name = 'internal-calls';
  readonly #joined = new Map<string, Pair>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#joined.clear();
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep(moment: MomentOf<'step'>): Generator<string> {
    const { effects, state } = moment;
    for (const effect of effects) {
      if (effect.type === 'part-agents' && !this.#joined.delete(keyOf(effect.agentIds))) {
        yield `${keyOf(effect.agentIds)} are parted, and were not together`;
      }
      if (effect.type !== 'join-agents') continue;
      const key = keyOf(effect.agentIds);
      if (!this.#joined.has(key) && !isAccepted(moment, effect.agentIds)) {
        yield `${key} are joined, and nobody has said yes`;
      }
      this.#joined.set(key, effect.agentIds);
    }
    for (const effect of effects) {
      if (effect.type !== 'open-attempt' && effect.type !== 'open-interaction') continue;
      const agent = effect.agentId === undefined ? undefined : state.agents.get(effect.agentId);
      if (agent?.phase === 'internal') yield `agent ${agent.agentId} is given a contact meanwhile`;
    }
    const talking = new Map(pairsOf(state).map((pair) => [keyOf(pair), pair]));
    for (const key of this.#joined.keys()) {
      if (!talking.has(key)) yield `${key} are left together`;
    }
    for (const key of talking.keys()) if (!this.#joined.has(key)) yield `${key} hear nobody`;
  }
}

const keyOf = ([from, to]: Pair): string => `${from} and ${to}`;

/** By the one who was called, in this very step. */
const isAccepted = ({ event }: MomentOf<'step'>, [, to]: Pair): boolean =>
  event.type === 'agent-command' &&
  event.command.type === 'accept-internal-call' &&
  event.agentId === to;

const pairsOf = ({ agents }: SiteState): readonly Pair[] =>
  [...agents.values()].flatMap((agent): Pair[] =>
    agent.phase === 'internal' &&
    agent.internal.phase === 'talking' &&
    agent.internal.from === agent.agentId
      ? [[agent.internal.from, agent.internal.to]]
      : [],
  );
