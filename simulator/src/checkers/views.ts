import type { AgentIn } from '@outpace/engine/agents/agent-session.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { agentView } from '@outpace/engine/views/agent-view.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** What agents are shown is what is, and they are told whenever it changes. */
export class Views implements Checker {
  readonly name = 'views';
  readonly #told = new Map<AgentId, string>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#told.clear();
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep({ effects, state }: MomentOf<'step'>): Generator<string> {
    for (const effect of effects) {
      if (effect.type !== 'agent-changed') continue;
      const { agentId } = effect;
      const shown = shownOf(state, agentId);
      if (shown === undefined) this.#told.delete(agentId);
      else this.#told.set(agentId, shown);
      const holds = heldOf(state, agentId);
      if (shown !== holds) yield `agent ${agentId} is shown "${shown}", but it is "${holds}"`;
    }
    for (const agentId of state.agents.keys()) {
      const holds = heldOf(state, agentId);
      if (this.#told.get(agentId) !== holds) {
        yield `agent ${agentId} was not told of "${holds}"`;
      }
    }
  }
}

/** From the view alone. */
function shownOf(state: SiteState, agentId: AgentId): string | undefined {
  const view = agentView(state, agentId);
  if (view === undefined) return undefined;
  const { phase, reason, pending } = view.status;
  const thing = view.offer?.id ?? view.interaction?.id ?? '';
  const call = view.interaction;
  const words = [call?.phase, call?.muted, call?.recording.state, call?.heldAt, call?.cpdSaid];
  return [phase, reason, pending?.to, thing, ...words, JSON.stringify(view.phone)].join(' ');
}

function engagedWords({ pending, phone, engagement }: AgentIn<'engaged'>): string {
  const { interactionId, muted } = engagement;
  const words = ['engaging', muted, 'off', undefined, undefined];
  return ['engaged', undefined, pending?.to, interactionId, ...words, JSON.stringify(phone)].join(
    ' ',
  );
}

/** From the entities alone. */
function heldOf(state: SiteState, agentId: AgentId): string | undefined {
  const agent = state.agents.get(agentId);
  if (agent === undefined) return undefined;
  const reason = agent.phase === 'not-ready' ? agent.reason : undefined;
  const interaction =
    'interactionId' in agent ? state.interactions.get(agent.interactionId) : undefined;
  if (agent.phase === 'engaged') return engagedWords(agent);
  const thing = 'offerId' in agent ? agent.offerId : (interaction?.id ?? '');
  const { phase, pending, phone } = agent;
  const heldAt = interaction?.phase === 'on-hold' ? interaction.heldAt : undefined;
  const { muted, recording, cpdSaid } = interaction ?? {};
  const words = [interaction?.phase, muted, recording?.state, heldAt, cpdSaid];
  return [phase, reason, pending?.to, thing, ...words, JSON.stringify(phone)].join(' ');
}
