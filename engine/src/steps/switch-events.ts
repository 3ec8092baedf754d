import type { AgentSession } from '../agents/agent-session.ts';
import { tallied } from '../agents/agent-session.ts';
import { isPromised, longestReady, waitingInOrder } from '../agents/matching.ts';
import { unreachable } from '../basics/assert.ts';
import type { CampaignGroupId } from '../basics/ids.ts';
import { interactionId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { CampaignLimits } from '../campaigns/campaign.ts';
import type { Attempt, AttemptIn, CpdVerdict } from '../dialing/attempt.ts';
import {
  connected,
  detecting,
  isUnanswered,
  ringing,
  verdictResult,
  waiting,
} from '../dialing/attempt.ts';
import {
  agentOf,
  freeAgentsOf,
  interactionOf,
  putAgent,
  putAttempt,
  putInteraction,
  sessionOf,
  unmetAttemptsOf,
} from '../entities.ts';
import type { SwitchEvent } from '../event.ts';
import { wrappingUp } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';
import { enter } from './agent-phases.ts';
import { closeConnected, endUnreached, finish } from './conclude.ts';
import { count, openInteraction } from './place.ts';

/** Late, repeated and reordered events are normal: what does not fit the phase changes nothing. */
export function onSwitchEvent(turn: Turn, event: SwitchEvent): void {
  switch (event.type) {
    case 'call-ringing':
    case 'call-answered':
    case 'call-progress':
    case 'call-ended':
    case 'originate-failed':
      return onCallEvent(turn, event);
    case 'switch-down':
      turn.state.isSwitchUp = false;
      return;
    case 'switch-up':
      turn.state.isSwitchUp = true;
      return;
    case 'call-orphaned':
    case 'phone-reachable':
    case 'agent-leg':
    case 'agent-silent':
    case 'recording':
    // A third party of a call: transfers are not offered yet.
    case 'consultation':
      return;
    default:
      return unreachable(event);
  }
}

type CallEvent = Extract<
  SwitchEvent,
  { type: 'call-ringing' | 'call-answered' | 'call-progress' | 'call-ended' | 'originate-failed' }
>;

function onCallEvent(turn: Turn, event: CallEvent): void {
  const attempt = turn.state.attempts.get(event.attemptId);
  if (attempt === undefined) return onOrphan(turn, event);
  switch (event.type) {
    case 'call-ringing':
      return onRinging(turn, attempt);
    case 'call-answered':
      return onAnswered(turn, attempt);
    case 'call-progress':
      return onVerdict(turn, attempt, event.verdict);
    case 'call-ended':
      return onEnded(turn, attempt, event.result);
    case 'originate-failed':
      if (attempt.phase === 'dialing') endUnreached(turn, attempt, event.result);
      return;
    default:
      return unreachable(event);
  }
}

/** A leg that nobody here knows must not stay open with a person on it. */
function onOrphan(turn: Turn, event: CallEvent): void {
  if (event.type !== 'call-ringing' && event.type !== 'call-answered') return;
  turn.effects.push({ type: 'hang-up', attemptId: event.attemptId });
}

function onRinging(turn: Turn, attempt: Attempt): void {
  if (attempt.phase !== 'dialing') return;
  putAttempt(turn, ringing(attempt, turn.at, limitsOf(turn, attempt).ringMs));
  showRinging(turn, attempt);
}

const limitsOf = (turn: Turn, attempt: Attempt): CampaignLimits =>
  sessionOf(turn.state, attempt.groupId).plan.limits;

function showRinging(turn: Turn, attempt: Attempt): void {
  if (attempt.openedFor === undefined) return;
  const interaction = interactionOf(turn.state, attempt.openedFor);
  if (interaction.phase === 'dialing') putInteraction(turn, { ...interaction, phase: 'ringing' });
}

function onAnswered(turn: Turn, attempt: Attempt): void {
  if (!isUnanswered(attempt)) return;
  const { verdictMs } = limitsOf(turn, attempt);
  if (verdictMs === 0) return onPerson(turn, attempt, turn.at);
  putAttempt(turn, detecting(attempt, turn.at, verdictMs));
  showRinging(turn, attempt);
}

function onVerdict(turn: Turn, attempt: Attempt, verdict: CpdVerdict): void {
  if (attempt.phase !== 'detecting') return;
  if (verdict === 'person') return onPerson(turn, attempt, attempt.answeredAt);
  turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
  endUnreached(turn, attempt, verdictResult(verdict));
}

/** A person is there: the agent promised to them, else the longest ready, else they wait. */
export function onPerson(turn: Turn, attempt: Attempt, answeredAt: Instant): void {
  count(turn, attempt.groupId, 'liveAnswers');
  const waits = waiting(attempt, answeredAt, limitsOf(turn, attempt).connectMsMax);
  const agent = promisedTo(turn, attempt) ?? freeFor(turn, attempt.groupId);
  if (agent === undefined) putAttempt(turn, waits);
  else connect(turn, waits, agent);
}

/** The agent who accepted this record or is reserved for it, if still there. */
function promisedTo(turn: Turn, attempt: Attempt): AgentSession | undefined {
  const { agentId } = attempt;
  const agent = agentId === undefined ? undefined : turn.state.agents.get(agentId);
  return agent !== undefined && isPromised(agent, attempt) ? agent : undefined;
}

/** Earliest answer first; longest ready agent first. */
export function match(turn: Turn, groupId: CampaignGroupId): void {
  for (const attempt of waitingInOrder(unmetAttemptsOf(turn.state, groupId))) {
    const agent = freeFor(turn, groupId);
    if (agent === undefined) return;
    connect(turn, attempt, agent);
  }
}

const freeFor = (turn: Turn, groupId: CampaignGroupId): AgentSession | undefined =>
  longestReady(freeAgentsOf(turn.state, sessionOf(turn.state, groupId).plan.agentGroupId));

/** Brings person and agent together: the record is on the screen before the bridge. */
function connect(turn: Turn, attempt: AttemptIn<'waiting'>, agent: AgentSession): void {
  const { state, at } = turn;
  const { agentId } = agent;
  const id = attempt.openedFor ?? interactionId(nextId(state, 'i'));
  if (attempt.openedFor === undefined) {
    putAgent(turn, { ...agent, lastOutcome: undefined });
    openInteraction(turn, attempt, agentId, id);
  }
  putAttempt(turn, connected(attempt, agentId, id, at));
  putInteraction(turn, { ...interactionOf(state, id), phase: 'connected', connectedAt: at });
  count(turn, attempt.groupId, 'connected');
  putAgent(turn, tallied(tallied(agentOf(state, agentId), 'calls', 1), 'contacts', 1));
  turn.effects.push({ type: 'bridge', attemptId: attempt.id, agentId, beep: false });
}

function onEnded(turn: Turn, attempt: Attempt, result: CallResult): void {
  switch (attempt.phase) {
    case 'dialing':
    case 'ringing':
      return endUnreached(turn, attempt, result);
    case 'detecting':
      // Hung up before the verdict: nobody knows who it was, the switch's word stands.
      return endUnreached(turn, attempt, result === 'answer' ? 'call-drop-error' : result);
    case 'waiting':
      count(turn, attempt.groupId, 'abandoned');
      return endUnreached(turn, attempt, 'abandoned');
    case 'connected':
      return wrapUp(turn, attempt, 'contact');
    default:
      return unreachable(attempt);
  }
}

/** The line is closed; the agent finishes the record. */
export function wrapUp(
  turn: Turn,
  attempt: AttemptIn<'connected'>,
  endedBy: 'agent' | 'contact',
): void {
  const interaction = interactionOf(turn.state, attempt.interactionId);
  closeConnected(turn, attempt);
  const session = sessionOf(turn.state, interaction.groupId);
  const call = { connectedAt: attempt.connectedAt, endedAt: turn.at, endedBy };
  const ended = wrappingUp(interaction, call, session.plan.limits.wrapUpMs);
  putInteraction(turn, ended);
  const agent = agentOf(turn.state, interaction.agentId);
  enter(turn, agent, { phase: 'wrap-up', interactionId: interaction.id });
  if (session.forced) finish(turn, ended, ended.draft, 'wrap-up-over');
}
