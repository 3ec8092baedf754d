import { unreachable } from '../basics/assert.ts';
import type { AttemptId } from '../basics/ids.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { cpdTime } from '../campaigns/assured.ts';
import type { NoPerson } from '../campaigns/call-treatments.ts';
import { verdictResult } from '../campaigns/call-treatments.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { Attempt } from '../dialing/attempt.ts';
import { detecting, noPersonOn, ringing, waiting } from '../dialing/attempt.ts';
import { isDetectedFirst } from '../dialing/cpd.ts';
import { isOurSide } from '../dialing/trunks.ts';
import {
  interactionOf,
  putAttempt,
  putInteraction,
  recordOf,
  rememberEnded,
  sessionOf,
} from '../entities.ts';
import type { SwitchEvent } from '../event.ts';
import type { Turn } from '../turn.ts';
import { endUnreached } from './conclude.ts';
import { onPerson } from './connect.ts';
import { onFinding, weigh } from './detection.ts';
import { wrapUp } from './in-call.ts';
import { count } from './place.ts';
import { endAtTrunk, trunksWork } from './trunks.ts';

/** What the switch says of the customer's leg. */
export type CallEvent = Extract<
  SwitchEvent,
  {
    type:
      | 'call-ringing'
      | 'call-answered'
      | 'call-progress'
      | 'call-ended'
      | 'originate-failed'
      | 'call-orphaned';
  }
>;

export function onCallEvent(turn: Turn, event: CallEvent): void {
  const attempt = turn.state.attempts.get(event.attemptId);
  // Nobody was dialed for an attempt that is still asked about: the leg is not ours to know.
  if (attempt === undefined || attempt.phase === 'validating') return onStrange(turn, event);
  switch (event.type) {
    case 'call-ringing':
      return onRinging(turn, attempt);
    case 'call-answered':
      return onAnswered(turn, attempt);
    case 'call-progress': {
      const { verdict, cause, afterMs } = event;
      return onFinding(turn, attempt, { verdict, cause, afterMs });
    }
    case 'call-ended':
      return onEnded(turn, attempt, event.result);
    case 'originate-failed':
      if (attempt.phase === 'dialing') endUnrung(turn, attempt, event.result);
      return;
    case 'call-orphaned':
      return onOrphaned(turn, attempt);
    default:
      return unreachable(event);
  }
}

/**
 * A leg that nobody here knows must not stay open with a person on it. One whose attempt has ended
 * here was released, and is not released again: it may be hearing its message. Only an answer to
 * what was cancelled is cancelled once more, for that order may have been lost.
 */
function onStrange(turn: Turn, { type, attemptId }: CallEvent): void {
  const ended = turn.state.ended.get(attemptId);
  if (type === 'call-ended') letStrangerGo(turn, attemptId);
  if (type === 'call-orphaned' && ended !== undefined) {
    rememberEnded(turn.state, attemptId, { ...ended, wasAnswered: true });
  }
  if (type !== 'call-ringing' && type !== 'call-answered') return;
  if (ended?.wasAnswered === true) return;
  turn.effects.push({ type: 'hang-up', attemptId });
}

/** Nobody here is with the agent of that call, who would otherwise stay on the line alone. */
function letStrangerGo(turn: Turn, attemptId: AttemptId): void {
  const { strangers, agents } = turn.state;
  const agentId = strangers.get(attemptId);
  strangers.delete(attemptId);
  if (agentId === undefined || agents.has(agentId)) return;
  turn.effects.push({ type: 'drop-agent', agentId });
}

export function onRinging(turn: Turn, attempt: Attempt): void {
  if (attempt.phase !== 'dialing') return;
  trunksWork(turn, attempt.groupId);
  putAttempt(turn, ringing(attempt, turn.at, planOf(turn, attempt).limits.ringMs));
  showRinging(turn, attempt);
}

const planOf = (turn: Turn, attempt: Attempt): CampaignPlan =>
  sessionOf(turn.state, attempt.groupId).plan;

function showRinging(turn: Turn, attempt: Attempt): void {
  if (attempt.openedFor === undefined) return;
  const interaction = interactionOf(turn.state, attempt.openedFor);
  if (interaction.phase === 'dialing') putInteraction(turn, { ...interaction, phase: 'ringing' });
}

export function onAnswered(turn: Turn, attempt: Attempt): void {
  if (attempt.phase !== 'dialing' && attempt.phase !== 'ringing') return;
  trunksWork(turn, attempt.groupId);
  const plan = planOf(turn, attempt);
  const { verdictMs } = plan.limits;
  const when = cpdTime(plan, recordOf(turn.state, attempt));
  if (!isDetectedFirst(attempt, when, verdictMs)) {
    return onPerson(turn, attempt, turn.at);
  }
  const listens = detecting(attempt, turn.at, verdictMs);
  putAttempt(turn, listens);
  showRinging(turn, attempt);
  // The finding may have overtaken the answer.
  weigh(turn, listens);
}

/** Whose fault it was, the result says: ours, or that of whoever was called. */
function endUnrung(turn: Turn, attempt: Attempt, result: CallResult): void {
  if (isOurSide(result)) return endAtTrunk(turn, attempt, result);
  trunksWork(turn, attempt.groupId);
  return endUnreached(turn, attempt, result);
}

/** Somebody answered while nobody here was listening: the switch itself speaks to them. */
export function onOrphaned(turn: Turn, attempt: Attempt): void {
  // With an agent there already it is old news of another moment.
  if (attempt.phase === 'connected') return;
  abandon(turn, attempt, 'dropped');
}

/** A person had answered, and no agent came: counted, whoever ended it. */
export function abandon(turn: Turn, attempt: Attempt, result: 'dropped' | 'abandoned'): void {
  const { groupId } = attempt;
  const noPerson = noPersonOn(attempt);
  if (noPerson !== undefined) return endNobodys(turn, attempt, noPerson);
  const isCounted = attempt.phase === 'waiting' && attempt.kind !== 'manual';
  if (!isCounted) count(turn, groupId, 'liveAnswers');
  count(turn, groupId, 'abandoned');
  const answeredAt = 'answeredAt' in attempt ? attempt.answeredAt : turn.at;
  const { connectMsMax } = planOf(turn, attempt).limits;
  endUnreached(turn, waiting(attempt, answeredAt, connectMsMax), result);
}

/** Nobody was there whom anybody could have abandoned: the verdict is how it ended. */
export const endNobodys = (turn: Turn, attempt: Attempt, noPerson: NoPerson): void =>
  endUnreached(turn, attempt, verdictResult(noPerson));

export function onEnded(turn: Turn, attempt: Attempt, result: CallResult): void {
  switch (attempt.phase) {
    case 'validating':
      return;
    case 'dialing':
      return endUnrung(turn, attempt, result);
    case 'ringing':
      return endUnreached(turn, attempt, result);
    case 'detecting':
      // Hung up before the verdict: nobody knows who it was, the switch's word stands.
      return endUnreached(turn, attempt, result === 'answer' ? 'call-drop-error' : result);
    case 'waiting':
      return abandon(turn, attempt, 'abandoned');
    case 'connected':
      return wrapUp(turn, attempt, 'contact');
    case 'transferring':
      return endNobodys(turn, attempt, attempt.noPerson);
    default:
      return unreachable(attempt);
  }
}
