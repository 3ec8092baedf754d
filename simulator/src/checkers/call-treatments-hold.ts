import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { CallTreatment } from '@outpace/engine/campaigns/call-treatments.ts';
import type { Attempt } from '@outpace/engine/dialing/attempt.ts';
import type { EngineEvent } from '@outpace/engine/event.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

/**
 * A call whose verdict says drop never meets an agent; a message is told once; a call is handed on
 * once, never for whoever may not be called any more, and occupies no agent; persons go before
 * machines; and nobody who was no person is abandoned.
 */
export class CallTreatmentsHold implements Checker {
  readonly name = 'call-treatments-hold';
  #before: ReadonlyMap<AttemptId, Attempt> = new Map();
  /** Judged before any agent, and to meet none. */
  readonly #noAgent = new Map<AttemptId, CallTreatment['kind']>();
  readonly #told = new Set<AttemptId>();
  readonly #handedOn = new Set<AttemptId>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#before = new Map();
    if (moment.type !== 'step') return FINE;
    const found = [
      ...this.#onVerdict(moment.event, moment.state),
      ...this.#onEffects(moment),
      ...this.#personsFirst(moment.state),
      ...agentsAreFree(moment.state),
    ];
    this.#before = new Map(moment.state.attempts);
    return found;
  }

  *#onVerdict(event: EngineEvent, state: SiteState): Generator<string> {
    if (event.type !== 'call-progress' || event.verdict === 'person') return;
    const attempt = this.#before.get(event.attemptId);
    if (attempt?.phase !== 'detecting' || attempt.cpd !== undefined) return;
    const plan = state.sessions.get(attempt.groupId)?.plan;
    const kind = plan?.voice.cpd.callTreatments[event.verdict].kind;
    if (kind === undefined) return;
    if (kind !== 'connect') this.#noAgent.set(attempt.id, kind);
    const now = state.attempts.get(attempt.id);
    const isKept = kind === 'drop' || kind === 'message';
    if (isKept && now !== undefined) yield `${attempt.id} is to ${kind}, and is ${now.phase}`;
  }

  *#onEffects({ effects, state }: MomentOf<'step'>): Generator<string> {
    for (const effect of effects) {
      switch (effect.type) {
        case 'bridge': {
          const { attemptId } = effect;
          const kind = this.#noAgent.get(attemptId);
          if (kind !== undefined) yield `${attemptId} was to ${kind}, and meets an agent`;
          if (this.#handedOn.has(attemptId)) yield `${attemptId} is handed on, and meets an agent`;
          break;
        }
        case 'play-and-release':
          if (!isTreatment(effect.message, state)) break;
          if (this.#told.has(effect.attemptId)) yield `${effect.attemptId} is told twice`;
          this.#told.add(effect.attemptId);
          break;
        case 'hand-on': {
          const { attemptId } = effect;
          if (this.#handedOn.has(attemptId)) yield `${attemptId} is handed on twice`;
          this.#handedOn.add(attemptId);
          const chainId = state.attempts.get(attemptId)?.chainId;
          const held = chainId === undefined ? undefined : state.chains.get(chainId);
          if (held === undefined || held.takenBack !== undefined) {
            yield `${attemptId} is handed on, and may not be called`;
          }
          break;
        }
        case 'close-attempt': {
          const was = this.#before.get(effect.attemptId);
          const isNobody = was !== undefined && 'noPerson' in was && was.noPerson !== undefined;
          const isAbandoned = effect.result === 'abandoned' || effect.result === 'dropped';
          if (isNobody && isAbandoned) yield `${effect.attemptId} was nobody, and is abandoned`;
          break;
        }
      }
    }
  }

  /** An agent who was free for whoever waits went to a machine, and a person of the group waits. */
  *#personsFirst({ attempts }: SiteState): Generator<string> {
    for (const attempt of attempts.values()) {
      if (attempt.phase !== 'connected' || attempt.noPerson === undefined) continue;
      const before = this.#before.get(attempt.id);
      if (before === undefined || before.phase === 'connected') continue;
      // Promised to it from the start, they were nobody else's.
      if (before.agentId !== undefined || before.openedFor !== undefined) continue;
      for (const other of attempts.values()) {
        const isPerson = other.phase === 'waiting' && other.noPerson === undefined;
        if (isPerson && other.groupId === attempt.groupId) {
          yield `${attempt.id} is no person, and goes before ${other.id}`;
        }
      }
    }
  }
}

/** What is told because of a verdict, and not because nobody came. */
const isTreatment = (message: string, { sessions }: SiteState): boolean =>
  [...sessions.values()].some(({ plan }) =>
    Object.values(plan.voice.cpd.callTreatments).some(
      (treatment) => treatment.kind === 'message' && treatment.message === message,
    ),
  );

function* agentsAreFree({ agents, attempts, interactions }: SiteState): Generator<string> {
  const handedOn = new Set<AttemptId>();
  for (const { id, phase } of attempts.values()) if (phase === 'transferring') handedOn.add(id);
  if (handedOn.size === 0) return;
  for (const agent of agents.values()) {
    const id = 'attemptId' in agent ? agent.attemptId : undefined;
    if (id !== undefined && handedOn.has(id)) yield `${agent.agentId} is reserved for ${id}`;
    if (agent.phase !== 'engaged' || agent.engagement.phase !== 'dialing') continue;
    const dialed = agent.engagement.attemptId;
    if (handedOn.has(dialed)) yield `${agent.agentId} is engaged for ${dialed}`;
  }
  for (const { agentId, attemptId } of interactions.values()) {
    if (handedOn.has(attemptId)) yield `${agentId} talks in ${attemptId}, which is handed on`;
  }
}
