import type { AgentSession } from '../agents/agent-session.ts';
import { isFree, isNextBefore } from '../agents/agent-session.ts';
import { unreachable } from '../basics/assert.ts';
import { interactionId } from '../basics/ids.ts';
import { after } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Attempt, AttemptIn, CpdVerdict } from '../dialing/attempt.ts';
import { verdictResult } from '../dialing/attempt.ts';
import {
  agentOf,
  agentsOf,
  interactionOf,
  putAgent,
  putAttempt,
  putInteraction,
  sessionOf,
} from '../entities.ts';
import type { SwitchEvent } from '../event.ts';
import type { Interaction, InteractionIn } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';
import { enter } from './agent-phases.ts';
import { closeConnected, endUnreached, finish } from './conclude.ts';
import { count, openInteraction } from './place.ts';

/** Late, repeated and reordered events are normal: what does not fit the phase changes nothing. */
export function onSwitchEvent(turn: Turn, event: SwitchEvent): void {
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
function onOrphan(turn: Turn, event: SwitchEvent): void {
  if (event.type !== 'call-ringing' && event.type !== 'call-answered') return;
  turn.effects.push({ type: 'hang-up', attemptId: event.attemptId });
}

function onRinging(turn: Turn, attempt: Attempt): void {
  if (attempt.phase !== 'dialing') return;
  const { ringMs } = sessionOf(turn.state, attempt.groupId).plan.limits;
  const giveUpAt = after(turn.at, ringMs);
  putAttempt(turn, { ...attempt, phase: 'ringing', ringingAt: turn.at, giveUpAt });
  showRinging(turn, attempt);
}

function showRinging(turn: Turn, attempt: Attempt): void {
  if (attempt.openedFor === undefined) return;
  const interaction = interactionOf(turn.state, attempt.openedFor);
  if (interaction.phase === 'dialing') putInteraction(turn, { ...interaction, phase: 'ringing' });
}

function onAnswered(turn: Turn, attempt: Attempt): void {
  if (attempt.phase !== 'dialing' && attempt.phase !== 'ringing') return;
  const { verdictMs } = sessionOf(turn.state, attempt.groupId).plan.limits;
  if (verdictMs === 0) return onPerson(turn, attempt, turn.at);
  const verdictBy = after(turn.at, verdictMs);
  putAttempt(turn, { ...base(attempt), phase: 'detecting', answeredAt: turn.at, verdictBy });
  showRinging(turn, attempt);
}

function onVerdict(turn: Turn, attempt: Attempt, verdict: CpdVerdict): void {
  if (attempt.phase !== 'detecting') return;
  if (verdict === 'person') return onPerson(turn, attempt, attempt.answeredAt);
  turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
  endUnreached(turn, attempt, verdictResult(verdict));
}

/** A person is there: the agent promised to them, else the longest ready, else they wait. */
export function onPerson(turn: Turn, attempt: Attempt, answeredAt: Attempt['openedAt']): void {
  count(turn, attempt, 'liveAnswers');
  const session = sessionOf(turn.state, attempt.groupId);
  const { connectMsMax } = session.plan.limits;
  const abandonAt = after(answeredAt, connectMsMax);
  const waiting: AttemptIn<'waiting'> = {
    ...base(attempt),
    phase: 'waiting',
    answeredAt,
    abandonAt,
  };
  const agent = promised(turn, attempt) ?? longestReady(turn, waiting);
  if (agent === undefined) return putAttempt(turn, waiting);
  connect(turn, waiting, agent);
}

/** The agent who accepted this record or is reserved for it, if still there. */
function promised(turn: Turn, attempt: Attempt): AgentSession | undefined {
  if (attempt.agentId === undefined) return undefined;
  const agent = turn.state.agents.get(attempt.agentId);
  if (agent?.phase === 'reserved' && agent.attemptId === attempt.id) return agent;
  const talks = agent?.phase === 'talking' && agent.interactionId === attempt.openedFor;
  return talks ? agent : undefined;
}

export function longestReady(turn: Turn, attempt: Attempt): AgentSession | undefined {
  const { plan } = sessionOf(turn.state, attempt.groupId);
  let best: AgentSession | undefined;
  for (const agent of agentsOf(turn.state, plan.agentGroupId)) {
    if (isFree(agent) && (best === undefined || isNextBefore(agent, best))) best = agent;
  }
  return best;
}

/** Brings person and agent together: the record is on the screen before the bridge. */
export function connect(turn: Turn, attempt: AttemptIn<'waiting'>, agent: AgentSession): void {
  const { agentId } = agent;
  const id = attempt.openedFor ?? interactionId(nextId(turn.state, 'i'));
  if (attempt.openedFor === undefined) {
    putAgent(turn, { ...agent, lastOutcome: undefined });
    openInteraction(turn, attempt, agentId, id);
  }
  const connectedAt = turn.at;
  const { answeredAt } = attempt;
  putAttempt(turn, {
    ...base(attempt),
    agentId,
    phase: 'connected',
    answeredAt,
    connectedAt,
    interactionId: id,
  });
  putInteraction(turn, { ...interactionOf(turn.state, id), phase: 'connected', connectedAt });
  count(turn, attempt, 'connected');
  const { today, ...rest } = agentOf(turn.state, agentId);
  putAgent(turn, {
    ...rest,
    today: { ...today, calls: today.calls + 1, contacts: today.contacts + 1 },
  });
  turn.effects.push({ type: 'bridge', attemptId: attempt.id, agentId });
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
      count(turn, attempt, 'abandoned');
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
  const ended: InteractionIn<'wrap-up'> = {
    ...withoutPhase(interaction),
    muted: false,
    phase: 'wrap-up',
    connectedAt: attempt.connectedAt,
    endedAt: turn.at,
    endedBy,
    wrapUpUntil: after(turn.at, session.plan.limits.wrapUpMs),
  };
  putInteraction(turn, ended);
  const agent = agentOf(turn.state, interaction.agentId);
  enter(turn, agent, { phase: 'wrap-up', interactionId: interaction.id });
  if (session.forced) finish(turn, ended, ended.draft, 'wrap-up-over');
}

/** What every phase of an attempt has. */
function base(attempt: Attempt) {
  const { id, groupId, chainId, recordId, phone, openedAt, agentId, openedFor } = attempt;
  return { id, groupId, chainId, recordId, phone, openedAt, agentId, openedFor };
}

function withoutPhase(interaction: Interaction) {
  const { id, agentId, groupId, chainId, recordId, attemptId, phone, openedAt } = interaction;
  const { draft, draftSavedAt } = interaction;
  return {
    id,
    agentId,
    groupId,
    chainId,
    recordId,
    attemptId,
    phone,
    openedAt,
    draft,
    draftSavedAt,
  };
}
