import { hasLeg, isHeard, isUsable } from '@outpace/engine/agents/agent-phone.ts';
import { isEngagedForAnybody } from '@outpace/engine/agents/matching.ts';
import type { AttemptId, CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import { isPredicted, isSeizing } from '@outpace/engine/campaigns/dialing-order.ts';
import type { OpenAttempt } from '@outpace/engine/effect.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';
import { dialsOf } from './dials.ts';

/**
 * With seizing nobody is dialed before agents are on the line for them, and no more than the lines
 * per agent allow; and nobody who answers is given to an agent who was not on the line. What an
 * agent calls themselves goes out with the person on their own screen: again, once they are on the
 * line; a promise, on their word alone and with their leg there or on its way.
 */
export class SeizingOrder implements Checker {
  readonly name = 'seizing-order';
  /** Agents who were on the line after the last step. */
  #onTheLine = new Set<string>();
  /** Calls that agents asked for, and about which somebody outside was asked first. */
  readonly #wanted = new Set<AttemptId>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') {
      this.#onTheLine.clear();
      this.#wanted.clear();
    }
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep(moment: MomentOf<'step'>): Generator<string> {
    const { state, effects } = moment;
    for (const effect of effects) {
      if (effect.type === 'ask-validation' && isWanted(moment, effect)) {
        this.#wanted.add(effect.attemptId);
      }
    }
    const dials = dialsOf(moment).filter(({ order }) => isSeized(state, order.groupId));
    for (const { order } of dials) {
      yield* ownCallProblems(moment, order, this.#wanted.has(order.attemptId));
    }
    // Who calls again opens nothing of the dialer's: what was in the air before is no news then.
    const ofDialer = dials.filter(({ order }) => !isOwn(state, order.attemptId));
    const groups = new Set(ofDialer.map(({ order }) => order.groupId));
    for (const groupId of groups) {
      const session = state.sessions.get(groupId);
      // Dialed ahead of the agents: the limit of abandoned calls is the law there.
      if (session === undefined || isPredicted(session)) continue;
      const { engaged, calls } = count(state, groupId);
      if (calls > engaged * session.multiplier + 1e-6) {
        yield `group ${groupId} has ${calls} calls in the air for ${engaged} on the line`;
      }
    }
    // Who was found talking after a restart had been brought together before it.
    const opened = moment.event.type === 'recovered' ? [] : effects;
    for (const effect of opened) {
      if (effect.type !== 'open-interaction') continue;
      const { agentId, groupId, attemptId } = effect;
      if (isOwn(state, attemptId) || !isSeized(state, groupId)) continue;
      const wasThere = this.#onTheLine.has(agentId) || isNews(effects, effect.openedAt, agentId);
      if (!wasThere) yield `agent ${agentId} was not on the line for a customer`;
    }
    this.#onTheLine = new Set(
      [...state.agents.values()].filter(({ phase }) => phase === 'engaged').map((a) => a.agentId),
    );
  }
}

/** Engaged and given a customer in one step, as where no leg has to come up. */
const isNews = (effects: MomentOf<'step'>['effects'], at: number, agentId: string): boolean =>
  effects.some(
    (effect) =>
      effect.type === 'log-agent-state' &&
      effect.agentId === agentId &&
      effect.phase === 'engaged' &&
      effect.at === at,
  );

function isSeized(state: SiteState, groupId: CampaignGroupId): boolean {
  const session = state.sessions.get(groupId);
  return session !== undefined && isSeizing(session.mode);
}

/** By the agent whose call it is, who can be called and is, or is on the line already. */
function* ownCallProblems(moment: MomentOf<'step'>, order: OpenAttempt, wasWanted: boolean) {
  const { state, effects, event } = moment;
  const { attemptId, agentId } = order;
  const opened = state.attempts.get(attemptId)?.openedFor;
  // A manual call waits for its agent's leg, which is a law of its own.
  if (opened === undefined || order.mode === 'manual') return;
  const isAgain = effects.some(
    (effect) => effect.type === 'save-recall' && effect.attemptId === attemptId,
  );
  if (!isAgain && !wasWanted && !isWanted(moment, order)) {
    yield `attempt ${attemptId} of agent ${agentId} is opened by ${event.type}`;
  }
  const agent = agentId === undefined ? undefined : state.agents.get(agentId);
  const isTheirs = agent?.phase === 'talking' && agent.interactionId === opened;
  if (!isTheirs) yield `attempt ${attemptId} is not on the screen of agent ${agentId}`;
  else if (isAgain ? !isHeard(agent.phone) : !isUsable(agent.phone) || !hasLeg(agent.phone)) {
    yield `attempt ${attemptId} is dialed for agent ${agentId}, who has no leg`;
  }
}

/** By the agent; or it was shown for a while, called by itself then, and not turned down. */
function isWanted(
  { state, event }: MomentOf<'step'>,
  { agentId, groupId }: Pick<OpenAttempt, 'agentId' | 'groupId'>,
): boolean {
  if (event.type === 'agent-command') return event.agentId === agentId;
  const delivery = state.sessions.get(groupId)?.plan.delivery.kind;
  return event.type === 'tick' && delivery === 'auto-answer-with-preview';
}

/** What an agent calls themselves, with the person on the screen, is no call of the dialer. */
const isOwn = (state: SiteState, id: AttemptId): boolean =>
  state.attempts.get(id)?.openedFor !== undefined;

/** Agents on the line, and calls that have not reached one. */
function count(state: SiteState, groupId: CampaignGroupId) {
  let engaged = 0;
  for (const agent of state.agents.values()) {
    if (agent.phase !== 'engaged' || agent.engagement.groupId !== groupId) continue;
    const isTied = agent.engagement.phase === 'dialing';
    if (isTied || isEngagedForAnybody(agent)) engaged += 1;
  }
  let calls = 0;
  for (const id of state.index.unmetByGroup.get(groupId) ?? []) {
    if (!isOwn(state, id)) calls += 1;
  }
  return { engaged, calls };
}
