import { isNailedUp, legWish } from './agents/agent-leg.ts';
import { hasLeg, isHeard, isUsable } from './agents/agent-phone.ts';
import { agentDeadline } from './agents/agent-session.ts';
import type { InternalCall } from './agents/internal-call.ts';
import { wantsLeg } from './agents/internal-call.ts';
import { attemptDeadline } from './dialing/attempt.ts';
import { sessionDeadline } from './dialing/dial-session.ts';
import { colleagueOf, interactionDeadline, isInCall } from './interactions/interaction.ts';
import type { InteractionRole } from './interactions/roles.ts';
import { roleIn } from './interactions/roles.ts';
import type { SiteState } from './state.ts';

/**
 * What holds after every step. Returns what does not, in words; none is the normal answer. Run
 * after every step in tests and in the simulator.
 */
export function violations(state: SiteState): readonly string[] {
  return [
    ...agentsHoldWhatHoldsThem(state),
    ...agentsAreHeard(state),
    ...interactionsGoWithTheirCalls(state),
    ...thirdPartiesFit(state),
    ...engagementsHoldTheirRecords(state),
    ...attemptsHaveTheirChains(state),
    ...chainsAreInOnePlace(state),
    ...limitsHold(state),
    ...deadlinesAreWatched(state),
  ];
}

function* agentsHoldWhatHoldsThem(state: SiteState): Generator<string> {
  for (const agent of state.agents.values()) {
    const { agentId: id } = agent;
    if (agent.phase === 'previewing' && state.offers.get(agent.offerId)?.agentId !== id) {
      yield `agent ${id} previews an offer that is not theirs`;
    }
    if (agent.phase === 'placing' && agent.placing.chainId !== undefined) {
      const place = state.chains.get(agent.placing.chainId)?.place;
      if (place !== 'placing') yield `agent ${id} places a call to a chain at ${place}`;
    }
    if (agent.phase === 'internal' && !isSharedBy(state, agent.internal)) {
      yield `agent ${id} holds internal call ${agent.internal.id} alone`;
    }
    if (agent.phase === 'reserved' && state.attempts.get(agent.attemptId)?.agentId !== id) {
      yield `agent ${id} is reserved for an attempt that is not theirs`;
    }
    if (!('interactionId' in agent)) continue;
    const interaction = state.interactions.get(agent.interactionId);
    const role = interaction === undefined ? undefined : roleIn(interaction, id);
    if (!HOLDERS[agent.phase].some((each) => each === role)) {
      yield `agent ${id} is in an interaction not theirs`;
    }
    if ((interaction?.phase === 'wrap-up') !== (agent.phase === 'wrap-up')) {
      yield `agent ${id} is ${agent.phase}, the interaction ${interaction?.phase}`;
    }
  }
  for (const { id, agentId } of state.offers.values()) {
    const agent = state.agents.get(agentId);
    if (agent?.phase !== 'previewing' || agent.offerId !== id) yield `offer ${id} has no agent`;
  }
  for (const interaction of state.interactions.values()) {
    const { id, agentId, partner } = interaction;
    for (const each of [agentId, partner?.agentId, colleagueOf(interaction)]) {
      if (each === undefined) continue;
      const agent = state.agents.get(each);
      const holds = agent !== undefined && 'interactionId' in agent && agent.interactionId === id;
      if (!holds) yield `interaction ${id} has no agent`;
    }
  }
}

/** Both agents of an internal call hold it, alike. */
const isSharedBy = ({ agents }: SiteState, { id, from, to, phase }: InternalCall): boolean =>
  [from, to].every((each) => {
    const agent = agents.get(each);
    const isInIt = agent?.phase === 'internal' && agent.internal.id === id;
    return from !== to && isInIt && agent.internal.phase === phase;
  });

/** Who may be in an interaction in which phase. */
const HOLDERS = {
  talking: ['owner'],
  consulted: ['consulted', 'partner'],
  'wrap-up': ['owner', 'partner'],
} as const satisfies Record<string, readonly InteractionRole[]>;

/** A third party belongs to a conversation, and a partner to a conference or what is left of it. */
function* thirdPartiesFit(state: SiteState): Generator<string> {
  for (const interaction of state.interactions.values()) {
    const { id, phase, partner } = interaction;
    const colleague = colleagueOf(interaction);
    if (partner === undefined) {
      if (phase === 'conference' && colleague !== undefined) yield `${id} has no partner`;
      continue;
    }
    if (partner.agentId === interaction.agentId) yield `${id} is its owner's and their partner's`;
    const fits = phase === 'wrap-up' || (phase === 'conference' && partner.agentId === colleague);
    if (!fits) yield `${id} has a partner, and is ${phase}`;
  }
}

/** Nobody waits for a call, or is promised to one, who could not be heard in it. */
function* agentsAreHeard(state: SiteState): Generator<string> {
  for (const agent of state.agents.values()) {
    const { agentId: id, phase, phone } = agent;
    if (phone.kind === 'none') continue;
    const isPromised = phase === 'ready' || phase === 'previewing' || phase === 'reserved';
    if (isPromised && !isUsable(phone)) yield `agent ${id} is ${phase}, but cannot be heard`;
    const isColleague = phase === 'internal' && wantsLeg(agent.internal, id);
    const isCalled = phase === 'reserved' || phase === 'engaged' || isColleague;
    if (isCalled && !hasLeg(phone)) yield `agent ${id} is ${phase} without a leg`;
    const isIdle = legWish(agent, isNailedUp(agent, state.sessions.values())) === 'down';
    if (isIdle && hasLeg(phone)) yield `the leg of agent ${id} is kept for nothing`;
    if (phase !== 'talking') continue;
    const talk = state.interactions.get(agent.interactionId)?.phase;
    // Only who is being called again may be without a leg.
    if (talk !== 'reconnecting' && !hasLeg(phone)) yield `agent ${id} is ${talk} without a leg`;
  }
}

function* interactionsGoWithTheirCalls(state: SiteState): Generator<string> {
  for (const interaction of state.interactions.values()) {
    const { id, phase, attemptId, recording } = interaction;
    const attempt = state.attempts.get(attemptId)?.phase;
    if (isInCall(interaction) !== (attempt === 'connected')) {
      yield `interaction ${id} is ${phase}, its call ${attempt}`;
    }
    if (!isInCall(interaction) && recording.state !== 'off') yield `${id} records no call`;
  }
}

function* engagementsHoldTheirRecords(state: SiteState): Generator<string> {
  for (const agent of state.agents.values()) {
    if (agent.phase !== 'engaged') continue;
    const { agentId: id, engagement, phone } = agent;
    const { record, groupId, interactionId, phase } = engagement;
    if (!state.sessions.has(groupId)) yield `agent ${id} is engaged for no session`;
    if (!state.index.engagedByGroup.get(groupId)?.has(id)) yield `agent ${id} is not known engaged`;
    if (state.interactions.has(interactionId)) yield `interaction ${interactionId} began twice`;
    if (phase !== 'opening' && !isHeard(phone)) yield `agent ${id} is engaged and not heard`;
    const place = phase === 'dialing' ? 'attempt' : 'engagement';
    const at = record === undefined ? undefined : state.chains.get(record.chainId)?.place;
    if (record !== undefined && at !== place) yield `agent ${id} is engaged for a chain at ${at}`;
    if (phase !== 'dialing') continue;
    const attempt = state.attempts.get(engagement.attemptId);
    if (attempt?.agentId !== id) yield `agent ${id} is engaged for an attempt not theirs`;
  }
}

function* attemptsHaveTheirChains(state: SiteState): Generator<string> {
  for (const attempt of state.attempts.values()) {
    const held = state.chains.get(attempt.chainId);
    const isOpened = attempt.phase === 'connected' || attempt.openedFor !== undefined;
    const place = isOpened ? 'interaction' : 'attempt';
    if (held?.place !== place) yield `attempt ${attempt.id} has its chain at ${held?.place}`;
    if (!state.sessions.has(attempt.groupId)) yield `attempt ${attempt.id} has no session`;
  }
}

function* chainsAreInOnePlace(state: SiteState): Generator<string> {
  const seen = new Map<string, string>();
  for (const session of state.sessions.values()) {
    for (const id of [...session.buffer, ...session.callbacks]) {
      const held = state.chains.get(id);
      if (held?.place !== 'buffer') yield `chain ${id} is buffered, but at ${held?.place}`;
      if (seen.has(id)) yield `chain ${id} is buffered twice`;
      seen.set(id, 'buffer');
    }
  }
  for (const { id, chainId } of state.offers.values()) {
    if (seen.has(chainId)) yield `chain ${chainId} is in offer ${id} and ${seen.get(chainId)}`;
    seen.set(chainId, id);
  }
  for (const agent of state.agents.values()) {
    if (agent.phase === 'engaged' && agent.engagement.record !== undefined) {
      const { chainId } = agent.engagement.record;
      if (agent.engagement.phase === 'dialing') continue;
      if (seen.has(chainId)) yield `chain ${chainId} is held and ${seen.get(chainId)}`;
      seen.set(chainId, agent.agentId);
    }
    if (agent.phase !== 'placing' || agent.placing.chainId === undefined) continue;
    const { chainId } = agent.placing;
    if (seen.has(chainId)) yield `chain ${chainId} is placed and ${seen.get(chainId)}`;
    seen.set(chainId, agent.placing.callId);
  }
  for (const { id, chainId } of state.interactions.values()) {
    if (seen.has(chainId)) yield `chain ${chainId} is in ${id} and ${seen.get(chainId)}`;
    seen.set(chainId, id);
  }
  for (const attempt of state.attempts.values()) {
    if (attempt.phase === 'connected' || attempt.openedFor !== undefined) continue;
    const { id, chainId } = attempt;
    if (seen.has(chainId)) yield `chain ${chainId} is in ${id} and ${seen.get(chainId)}`;
    seen.set(chainId, id);
  }
  for (const [id, held] of state.chains) {
    if (!seen.has(id)) yield `chain ${id} is held at ${held.place}, but nobody has it`;
    if (!state.sessions.has(held.groupId)) yield `chain ${id} has no session`;
  }
}

function* limitsHold({ agents, chains, answered, ended, limits }: SiteState): Generator<string> {
  if (agents.size > limits.agentsMax) yield `${agents.size} agents are logged on`;
  if (chains.size > limits.chainsMax) yield `${chains.size} chains are held`;
  if (ended.size > limits.attemptsRemembered) yield `${ended.size} attempts are remembered`;
  if (answered.size > limits.commandsRemembered) yield `${answered.size} answers are remembered`;
}

/** Whatever waits for time has an entry that will wake it. */
function* deadlinesAreWatched(state: SiteState): Generator<string> {
  const watched = new Map<string, number>();
  for (const { of, id, at } of state.deadlines) {
    const key = `${of} ${id}`;
    watched.set(key, Math.min(at, watched.get(key) ?? at));
  }
  for (const attempt of state.attempts.values()) {
    const due = attemptDeadline(attempt);
    if (due !== undefined && (watched.get(`attempt ${attempt.id}`) ?? Infinity) > due) {
      yield `attempt ${attempt.id} is not watched`;
    }
  }
  for (const session of state.sessions.values()) {
    const due = sessionDeadline(session);
    if (due !== undefined && (watched.get(`session ${session.groupId}`) ?? Infinity) > due) {
      yield `session ${session.groupId} is not watched`;
    }
  }
  for (const offer of state.offers.values()) {
    if ((watched.get(`offer ${offer.id}`) ?? Infinity) > offer.until) {
      yield `offer ${offer.id} is not watched`;
    }
  }
  for (const interaction of state.interactions.values()) {
    const autoDone = state.sessions.get(interaction.groupId)?.plan.autoDone ?? false;
    const due = interactionDeadline(interaction, autoDone);
    // After-call work may be overdue: it waits for a code that only the agent can give.
    if (due === undefined || due <= state.now) continue;
    if ((watched.get(`interaction ${interaction.id}`) ?? Infinity) > due) {
      yield `interaction ${interaction.id} is not watched`;
    }
  }
  for (const agent of state.agents.values()) {
    const due = agentDeadline(agent, state.limits);
    // A deadline that has passed without consequence, as of an agent who keeps a call, is none.
    if (due === undefined || due <= state.now) continue;
    if ((watched.get(`agent ${agent.agentId}`) ?? Infinity) > due) {
      yield `agent ${agent.agentId} is not watched`;
    }
  }
}
