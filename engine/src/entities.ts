import type { AgentIn, AgentSession } from './agents/agent-session.ts';
import { agentDeadline, isFree } from './agents/agent-session.ts';
import type { Offer } from './agents/offer.ts';
import { must } from './basics/assert.ts';
import type {
  AgentGroupId,
  AgentId,
  AttemptId,
  CampaignGroupId,
  ChainId,
  InteractionId,
} from './basics/ids.ts';
import type { Instant } from './basics/time.ts';
import type { Chain } from './calling-lists/chain.ts';
import type { CallingRecord } from './calling-lists/record.ts';
import { schedule } from './deadlines.ts';
import type { Attempt } from './dialing/attempt.ts';
import { attemptDeadline } from './dialing/attempt.ts';
import type { DialSession } from './dialing/dial-session.ts';
import { sessionDeadline } from './dialing/dial-session.ts';
import type { Interaction, Three } from './interactions/interaction.ts';
import { colleagueOf, interactionDeadline, isThree } from './interactions/interaction.ts';
import { showAgent, showAttempt } from './pacers.ts';
import type { DeadlineOf, EndedAttempt, HeldChain, SiteState } from './state.ts';
import type { Turn } from './turn.ts';

/*
 * The only writers of the root state: each keeps the indexes, the deadlines and the list of
 * changed views in step with the entity it puts.
 */

export function putAgent(turn: Turn, agent: AgentSession): void {
  const { state } = turn;
  const before = state.agents.get(agent.agentId);
  state.agents.set(agent.agentId, agent);
  const { agentsByGroup, freeByGroup } = state.index;
  if (before !== undefined && before.groupIds !== agent.groupIds) leaveGroups(turn, before);
  indexEngagement(turn, before, agent);
  for (const groupId of agent.groupIds) {
    addTo(agentsByGroup, groupId, agent.agentId);
    if (isFree(agent)) addTo(freeByGroup, groupId, agent.agentId);
    else removeFrom(freeByGroup, groupId, agent.agentId);
  }
  const due = agentDeadline(agent, state.limits);
  const old = before === undefined ? undefined : agentDeadline(before, state.limits);
  scheduleChange(state, 'agent', agent.agentId, old, due);
  showAgent(state, before, agent, turn.at);
  touchAgent(turn, agent);
}

export function removeAgent(turn: Turn, agent: AgentSession): void {
  turn.state.agents.delete(agent.agentId);
  indexEngagement(turn, agent, undefined);
  leaveGroups(turn, agent);
  showAgent(turn.state, agent, undefined, turn.at);
}

/** Also when only its phase has changed: the group it is for is paced anew. */
function indexEngagement(
  turn: Turn,
  before: AgentSession | undefined,
  agent: AgentSession | undefined,
): void {
  const { engagedByGroup } = turn.state.index;
  if (before?.phase === 'engaged') {
    removeFrom(engagedByGroup, before.engagement.groupId, before.agentId);
    touchSession(turn, before.engagement.groupId);
  }
  if (agent?.phase === 'engaged') {
    addTo(engagedByGroup, agent.engagement.groupId, agent.agentId);
    touchSession(turn, agent.engagement.groupId);
  }
}

function leaveGroups(turn: Turn, agent: AgentSession): void {
  const { agentsByGroup, freeByGroup } = turn.state.index;
  for (const groupId of agent.groupIds) {
    removeFrom(agentsByGroup, groupId, agent.agentId);
    removeFrom(freeByGroup, groupId, agent.agentId);
  }
  touchAgent(turn, agent);
}

function touchAgent(turn: Turn, agent: AgentSession): void {
  turn.agentsChanged.add(agent.agentId);
  for (const session of turn.state.sessions.values()) {
    if (agent.groupIds.includes(session.plan.agentGroupId)) touchSession(turn, session.groupId);
  }
}

/** The session's row changed, and it is matched, paced and filled before the turn ends. */
export function touchSession(turn: Turn, groupId: CampaignGroupId): void {
  turn.sessionsChanged.add(groupId);
  turn.toSettle.add(groupId);
}

export function putSession(turn: Turn, session: DialSession): void {
  const { state } = turn;
  const before = state.sessions.get(session.groupId);
  state.sessions.set(session.groupId, session);
  const due = sessionDeadline(session);
  const old = before === undefined ? undefined : sessionDeadline(before);
  scheduleChange(state, 'session', session.groupId, old, due);
  touchSession(turn, session.groupId);
}

export function removeSession(turn: Turn, groupId: CampaignGroupId): void {
  turn.state.sessions.delete(groupId);
  turn.state.index.pacing.delete(groupId);
  turn.state.index.pacers.delete(groupId);
  turn.state.index.hadByGroup.delete(groupId);
  turn.state.index.openedLast.delete(groupId);
  turn.sessionsChanged.add(groupId);
}

export function putOffer(turn: Turn, offer: Offer): void {
  const { state } = turn;
  state.offers.set(offer.id, offer);
  addTo(state.index.offersByGroup, offer.groupId, offer.id);
  schedule(state, { at: offer.until, of: 'offer', id: offer.id });
  touchSession(turn, offer.groupId);
}

export function removeOffer(turn: Turn, offer: Offer): void {
  turn.state.offers.delete(offer.id);
  removeFrom(turn.state.index.offersByGroup, offer.groupId, offer.id);
  touchSession(turn, offer.groupId);
}

export function putAttempt(turn: Turn, attempt: Attempt): void {
  const { state } = turn;
  const before = state.attempts.get(attempt.id);
  state.attempts.set(attempt.id, attempt);
  const { id, groupId, phase } = attempt;
  const { attemptsByGroup, unmetByGroup, transferringByGroup } = state.index;
  addTo(attemptsByGroup, groupId, id);
  if (phase === 'connected' || phase === 'transferring') removeFrom(unmetByGroup, groupId, id);
  else addTo(unmetByGroup, groupId, id);
  if (phase === 'transferring') addTo(transferringByGroup, groupId, id);
  const old = before === undefined ? undefined : attemptDeadline(before);
  scheduleChange(state, 'attempt', attempt.id, old, attemptDeadline(attempt));
  showAttempt(state, before, attempt, turn.at);
  touchSession(turn, attempt.groupId);
  if (attempt.agentId !== undefined) turn.agentsChanged.add(attempt.agentId);
}

export function removeAttempt(turn: Turn, attempt: Attempt): void {
  showAttempt(turn.state, turn.state.attempts.get(attempt.id), undefined, turn.at);
  turn.state.attempts.delete(attempt.id);
  removeFrom(turn.state.index.attemptsByGroup, attempt.groupId, attempt.id);
  removeFrom(turn.state.index.unmetByGroup, attempt.groupId, attempt.id);
  removeFrom(turn.state.index.transferringByGroup, attempt.groupId, attempt.id);
  touchSession(turn, attempt.groupId);
}

/** Its leg may be heard of for a while; the oldest are forgotten. */
export function rememberEnded(state: SiteState, id: AttemptId, what: EndedAttempt): void {
  const { ended, limits } = state;
  ended.set(id, what);
  if (ended.size <= limits.attemptsRemembered) return;
  const oldest = ended.keys().next();
  if (oldest.done === false) ended.delete(oldest.value);
}

export function putInteraction(turn: Turn, interaction: Interaction): void {
  const { state } = turn;
  const before = state.interactions.get(interaction.id);
  state.interactions.set(interaction.id, interaction);
  addTo(state.index.interactionsByGroup, interaction.groupId, interaction.id);
  const { autoDone } = sessionOf(state, interaction.groupId).plan;
  const old = before === undefined ? undefined : interactionDeadline(before, autoDone);
  const due = interactionDeadline(interaction, autoDone);
  scheduleChange(state, 'interaction', interaction.id, old, due);
  showInteraction(turn, interaction);
}

/** Everybody who sees it is told. */
export function showInteraction(turn: Turn, interaction: Interaction): void {
  const { agentId, partner } = interaction;
  const colleague = colleagueOf(interaction);
  turn.agentsChanged.add(agentId);
  if (partner !== undefined) turn.agentsChanged.add(partner.agentId);
  if (colleague !== undefined) turn.agentsChanged.add(colleague);
}

export function removeInteraction(turn: Turn, interaction: Interaction): void {
  turn.state.interactions.delete(interaction.id);
  removeFrom(turn.state.index.interactionsByGroup, interaction.groupId, interaction.id);
  showInteraction(turn, interaction);
  touchSession(turn, interaction.groupId);
}

export function holdChain(turn: Turn, held: HeldChain): void {
  turn.state.chains.set(held.chain.id, held);
  addTo(turn.state.index.chainsByGroup, held.groupId, held.chain.id);
}

/** The engine's work on this chain is over; the store has it, or is told in this turn. */
export function dropChain(turn: Turn, chainId: ChainId): void {
  const held = heldChain(turn.state, chainId);
  turn.state.chains.delete(chainId);
  removeFrom(turn.state.index.chainsByGroup, held.groupId, chainId);
}

export function changeChain(turn: Turn, chain: Chain): void {
  holdChain(turn, { ...heldChain(turn.state, chain.id), chain });
}

export const heldChain = (state: SiteState, id: ChainId): HeldChain =>
  must(state.chains.get(id), `chain ${id}`);

/** The record that an attempt dials. */
export function recordOf(state: SiteState, { chainId, recordId }: Attempt): CallingRecord {
  const { records } = heldChain(state, chainId).chain;
  return must(
    records.find(({ id }) => id === recordId),
    `record ${recordId} of chain ${chainId}`,
  );
}

export const sessionOf = (state: SiteState, id: CampaignGroupId): DialSession =>
  must(state.sessions.get(id), `dial session ${id}`);

export const agentOf = (state: SiteState, id: AgentId): AgentSession =>
  must(state.agents.get(id), `agent ${id}`);

export const attemptOf = (state: SiteState, id: AttemptId): Attempt =>
  must(state.attempts.get(id), `attempt ${id}`);

export const interactionOf = (state: SiteState, id: InteractionId): Interaction =>
  must(state.interactions.get(id), `interaction ${id}`);

/** A person of whom nothing is known is told what any campaign here would tell them. */
export function someMessage(state: SiteState): string | undefined {
  const [session] = state.sessions.values();
  return session?.plan.abandonMessage;
}

/** The call of another agent in which this one is the third party. */
export function consultationOf(state: SiteState, agent: AgentSession): Three | undefined {
  if (agent.phase !== 'consulted') return undefined;
  const interaction = interactionOf(state, agent.interactionId);
  return isThree(interaction) ? interaction : undefined;
}

export function* agentsOf(state: SiteState, groupId: AgentGroupId): Generator<AgentSession> {
  for (const id of state.index.agentsByGroup.get(groupId) ?? []) yield agentOf(state, id);
}

export function* freeAgentsOf(state: SiteState, groupId: AgentGroupId): Generator<AgentSession> {
  for (const id of state.index.freeByGroup.get(groupId) ?? []) yield agentOf(state, id);
}

/** Agents whose line is held for this group, with or without a record. */
export function* engagedAgentsOf(
  state: SiteState,
  groupId: CampaignGroupId,
): Generator<AgentIn<'engaged'>> {
  for (const id of state.index.engagedByGroup.get(groupId) ?? []) {
    const agent = agentOf(state, id);
    if (agent.phase === 'engaged') yield agent;
  }
}

/** Attempts that have not reached an agent: few, where those in conversation are many. */
export function* unmetAttemptsOf(state: SiteState, groupId: CampaignGroupId): Generator<Attempt> {
  for (const id of state.index.unmetByGroup.get(groupId) ?? []) yield attemptOf(state, id);
}

export function* attemptsOf(state: SiteState, groupId: CampaignGroupId): Generator<Attempt> {
  for (const id of state.index.attemptsByGroup.get(groupId) ?? []) yield attemptOf(state, id);
}

export const countIn = <Key, Id>(index: ReadonlyMap<Key, ReadonlySet<Id>>, key: Key): number =>
  index.get(key)?.size ?? 0;

function addTo<Key, Id>(index: Map<Key, Set<Id>>, key: Key, id: Id): void {
  const ids = index.get(key);
  if (ids === undefined) index.set(key, new Set([id]));
  else ids.add(id);
}

function removeFrom<Key, Id>(index: Map<Key, Set<Id>>, key: Key, id: Id): void {
  const ids = index.get(key);
  ids?.delete(id);
  if (ids?.size === 0) index.delete(key);
}

function scheduleChange(
  state: SiteState,
  of: DeadlineOf,
  id: string,
  before: Instant | undefined,
  due: Instant | undefined,
): void {
  if (due !== undefined && due !== before) schedule(state, { at: due, of, id });
}
