import { hasLeg } from '../agents/agent-phone.ts';
import type { AgentSession } from '../agents/agent-session.ts';
import { tallied } from '../agents/agent-session.ts';
import type { Engagement } from '../agents/engagement.ts';
import { longestEngaged, longestReady, mayServe, waitingInOrder } from '../agents/matching.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import { interactionId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { verdictResult } from '../campaigns/call-treatments.ts';
import { isSeizing } from '../campaigns/dialing-order.ts';
import type { Attempt, AttemptIn } from '../dialing/attempt.ts';
import { connected, waiting } from '../dialing/attempt.ts';
import {
  agentOf,
  engagedAgentsOf,
  freeAgentsOf,
  interactionOf,
  putAgent,
  putAttempt,
  putInteraction,
  sessionOf,
  unmetAttemptsOf,
} from '../entities.ts';
import type { Interaction } from '../interactions/interaction.ts';
import { begunAnew, detectedOn, talking } from '../interactions/interaction.ts';
import { withoutSpokenFor } from '../shared-pacing.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';
import { playMusic, raiseLeg } from './agent-legs.ts';
import { count, openInteraction } from './place.ts';
import { beginRecording } from './recordings.ts';

/** A person is there: the agent promised to them, else the longest ready, else they wait. */
export function onPerson(turn: Turn, attempt: Attempt, answeredAt: Instant): void {
  // The law measures what a dialer does: a call made by hand would flatter the share.
  if (attempt.kind !== 'manual') count(turn, attempt.groupId, 'liveAnswers');
  const { connectMsMax } = sessionOf(turn.state, attempt.groupId).plan.limits;
  const waits = waiting(attempt, answeredAt, connectMsMax);
  const agent = promisedTo(turn, attempt) ?? freeFor(turn, attempt.groupId);
  if (agent === undefined) putAttempt(turn, waits);
  else connect(turn, waits, agent);
}

/** The agent who accepted this record or is reserved for it, if still there and heard. */
function promisedTo({ state }: Turn, attempt: Attempt): AgentSession | undefined {
  const { agentId } = attempt;
  const agent = agentId === undefined ? undefined : state.agents.get(agentId);
  if (agent === undefined || !mayServe(agent, attempt)) return undefined;
  // An assured customer does not wait even for the switch: the two are joined when it is back.
  return state.isSwitchUp || agent.phase === 'engaged' ? agent : undefined;
}

/** Persons first, by their answer, whatever session it is of; longest ready agent first. */
export function match(turn: Turn, groupIds: readonly CampaignGroupId[]): void {
  const attempts = groupIds.flatMap((groupId) => [...unmetAttemptsOf(turn.state, groupId)]);
  for (const attempt of waitingInOrder(attempts)) {
    const agent = promisedTo(turn, attempt) ?? freeFor(turn, attempt.groupId);
    if (agent !== undefined) connect(turn, attempt, agent);
  }
}

/** Nobody can be brought together on a switch that takes no orders. */
function freeFor({ state }: Turn, groupId: CampaignGroupId): AgentSession | undefined {
  if (!state.isSwitchUp) return undefined;
  const { mode, plan } = sessionOf(state, groupId);
  const onTheLine = longestEngaged(engagedAgentsOf(state, groupId));
  // With seizing nobody is called to a phone while a person waits.
  if (onTheLine !== undefined || isSeizing(mode)) return onTheLine;
  const free = freeAgentsOf(state, plan.agentGroupId);
  return longestReady(withoutSpokenFor(state, groupId, free));
}

/** Brings person and agent together: the record is on the screen before the bridge. */
function connect(turn: Turn, attempt: AttemptIn<'waiting'>, agent: AgentSession): void {
  const { state, at } = turn;
  const { agentId } = agent;
  const engagement = agent.phase === 'engaged' ? agent.engagement : undefined;
  const id = attempt.openedFor ?? engagement?.interactionId ?? interactionId(nextId(state, 'i'));
  putAgent(turn, { ...agent, lastOutcome: undefined, lastShared: undefined });
  if (attempt.openedFor === undefined) openInteraction(turn, attempt, agentId, id);
  if (engagement !== undefined) fill(turn, interactionOf(state, id), engagement);
  const { answeredAt } = attempt;
  putAttempt(turn, connected(attempt, agentId, id, at));
  const { outcomes } = sessionOf(state, attempt.groupId).plan;
  const begun = begunAnew(interactionOf(state, id), outcomes.preselected);
  const { noPerson } = attempt;
  const met = noPerson === undefined ? begun : detectedOn(begun, verdictResult(noPerson), outcomes);
  putInteraction(turn, talking(met, at));
  const isLive = attempt.kind !== 'manual' && noPerson === undefined;
  if (isLive) count(turn, attempt.groupId, 'connected');
  putAgent(turn, tallied(tallied(agentOf(state, agentId), 'calls', 1), 'contacts', 1));
  turn.effects.push({
    type: 'connect-interaction',
    interactionId: id,
    answeredAt,
    connectedAt: at,
  });
  join(turn, interactionOf(state, id));
  if (engagement !== undefined) playMusic(turn, agentId, false);
  beginRecording(turn, interactionOf(state, id));
}

/** What the agent has done while nobody was there goes over into the conversation. */
function fill(
  turn: Turn,
  interaction: Interaction,
  { muted, note, noteSavedAt }: Engagement,
): void {
  const draft = { ...interaction.draft, note };
  putInteraction(turn, { ...interaction, muted, draft, draftSavedAt: noteSavedAt });
  if (note !== '') {
    turn.effects.push({ type: 'save-draft', interactionId: interaction.id, ...draft });
  }
}

/** Customer and agent hear each other, except where the agent has muted themselves. */
export function join(turn: Turn, { attemptId, agentId, groupId, muted }: Interaction): void {
  const agent = agentOf(turn.state, agentId);
  if (!hasLeg(agent.phone)) raiseLeg(turn, agent);
  const { mergeBeep: beep } = sessionOf(turn.state, groupId).plan.voice;
  turn.effects.push({ type: 'bridge', attemptId, agentId, beep });
  // A bridge is made with open microphones.
  if (muted) turn.effects.push({ type: 'mute', attemptId, muted });
}
