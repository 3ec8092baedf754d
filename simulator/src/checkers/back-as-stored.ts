import type { AttemptId, ChainId, InteractionId } from '@outpace/engine/basics/ids.ts';
import type { CloseInteraction } from '@outpace/engine/effect.ts';
import type { Draft } from '@outpace/engine/interactions/interaction.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import type { SimulatedStore } from '../store.ts';
import type { StoredInteraction } from '../stored.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/** What the first step of a process has ended for good. */
type Ended = {
  readonly attempts: ReadonlySet<AttemptId>;
  readonly interactions: ReadonlyMap<InteractionId, CloseInteraction>;
  readonly chains: ReadonlySet<ChainId>;
};

/**
 * A new process has in hand all that the old one left in the store, or ends it at once: no lease
 * without anybody who will end it, no open attempt, no group that was loaded; and a conversation
 * comes back with its agent, record, timers and draft.
 */
export class BackAsStored implements Checker {
  readonly name = 'back-as-stored';
  #ended: Ended = { attempts: new Set(), interactions: new Map(), chains: new Set() };

  see(moment: Moment): readonly string[] {
    if (moment.type === 'restarted') return [...this.#onRestarted(moment)];
    if (moment.type === 'step' && moment.event.type === 'recovered') this.#ended = endedIn(moment);
    return FINE;
  }

  *#onRestarted({ state, store }: MomentOf<'restarted'>): Generator<string> {
    for (const [chainId, { epoch }] of store.leases) {
      if (epoch !== state.epoch) yield `chain ${chainId} is leased to a process that is dead`;
      const isInHand = state.chains.has(chainId) || this.#ended.chains.has(chainId);
      if (!isInHand) yield `chain ${chainId} is leased, and nobody has it in hand`;
    }
    for (const id of store.openAttempts) {
      const isInHand = state.attempts.has(id) || this.#ended.attempts.has(id);
      if (!isInHand) yield `attempt ${id} is open in the store, and unknown here`;
    }
    for (const id of store.openInteractions) {
      const stored = store.interactions.get(id);
      if (stored !== undefined) yield* this.#interaction(id, stored, state);
    }
    yield* sessions(state, store);
  }

  *#interaction(id: InteractionId, stored: StoredInteraction, state: SiteState): Generator<string> {
    const found = state.interactions.get(id);
    if (found === undefined) return yield* closed(id, stored, this.#ended.interactions.get(id));
    const { agentId, attemptId, chainId, recordId, openedAt, connectedAt, draft } = stored;
    const agent = state.agents.get(agentId);
    const isWith = agent?.phase === 'talking' && agent.interactionId === id;
    if (found.agentId !== agentId || !isWith) yield `${id} is not with ${agentId} any more`;
    const attempt = state.attempts.get(attemptId);
    if (attempt?.recordId !== recordId || attempt.chainId !== chainId) {
      yield `${id} has come back with another record`;
    }
    if (found.openedAt !== openedAt) yield `${id} has come back with another beginning`;
    const since = 'connectedAt' in found ? found.connectedAt : undefined;
    if (connectedAt !== undefined && since !== connectedAt) {
      yield `${id} has come back with another timer`;
    }
    if (!isSame(draft, found.draft)) yield `${id} has come back with another draft`;
  }
}

function* closed(
  id: InteractionId,
  { draft }: StoredInteraction,
  end: CloseInteraction | undefined,
): Generator<string> {
  if (end === undefined) return yield `${id} is open in the store, and unknown here`;
  const isKept = end.note === draft.note && end.dispositionCode === draft.dispositionCode;
  if (!isKept) yield `${id} is closed without what had been entered`;
}

/** A call result that nobody has said yet may be suggested anew. */
const isSame = (before: Draft, now: Draft): boolean =>
  before.note === now.note &&
  before.dispositionCode === now.dispositionCode &&
  before.doNotCall === now.doNotCall &&
  (before.callResult === undefined || before.callResult === now.callResult) &&
  JSON.stringify(before.callback) === JSON.stringify(now.callback);

function* sessions(state: SiteState, store: SimulatedStore): Generator<string> {
  for (const [groupId, { phase, mode, multiplier, autoComplete }] of store.sessions) {
    if (phase === 'unloading') continue;
    const found = state.sessions.get(groupId);
    const isSame =
      found?.mode === mode &&
      found.multiplier === multiplier &&
      found.autoComplete === autoComplete;
    if (!isSame) yield `${groupId} has not come back as it was`;
  }
}

function endedIn({ effects }: MomentOf<'step'>): Ended {
  const attempts = new Set<AttemptId>();
  const interactions = new Map<InteractionId, CloseInteraction>();
  const chains = new Set<ChainId>();
  for (const effect of effects) {
    if (effect.type === 'close-attempt') attempts.add(effect.attemptId);
    if (effect.type === 'close-interaction') interactions.set(effect.interactionId, effect);
    if (effect.type === 'save-chain') chains.add(effect.chainId);
    if (effect.type === 'release-chains') for (const id of effect.chainIds) chains.add(id);
  }
  return { attempts, interactions, chains };
}
