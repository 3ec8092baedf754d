import { must, unreachable } from '../basics/assert.ts';
import { after } from '../basics/time.ts';
import type { CallTreatment, NoPerson } from '../campaigns/call-treatments.ts';
import { treatmentNow, verdictResult } from '../campaigns/call-treatments.ts';
import type { Attempt, AttemptIn } from '../dialing/attempt.ts';
import { noPersonOn, transferring, waitingAsNobody } from '../dialing/attempt.ts';
import { heldChain, interactionOf, putAttempt, putInteraction, sessionOf } from '../entities.ts';
import { detectedOn, isThree } from '../interactions/interaction.ts';
import { hasPort } from '../open-lines.ts';
import type { Turn } from '../turn.ts';
import { endHeard, endUnreached, freeListener, freePromised } from './conclude.ts';
import { count } from './place.ts';

/** An answered call that is no person's, and whatever has become of it meanwhile. */
type Answered = AttemptIn<'detecting' | 'waiting' | 'connected'>;

type TransferTreatment = Extract<CallTreatment, { kind: 'transfer' }>;

/** Does what the campaign wants done with it. An agent who listens is free for the next. */
export function treatCall(turn: Turn, attempt: Answered, verdict: NoPerson): void {
  withdrawLive(turn, attempt);
  const treatment = treatmentOf(turn, attempt, verdict);
  switch (treatment.kind) {
    case 'drop':
      turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
      return end(turn, attempt, verdict);
    case 'message':
      play(turn, attempt, verdict, treatment.message);
      return end(turn, attempt, verdict);
    case 'connect':
      return connectNobody(turn, attempt, verdict);
    case 'transfer':
      return handOn(turn, attempt, verdict, treatment);
    default:
      return unreachable(treatment);
  }
}

/** It was no person after all, and must not make the abandonment look smaller. */
function withdrawLive(turn: Turn, attempt: Answered): void {
  if (attempt.phase === 'detecting' || noPersonOn(attempt) !== undefined) return;
  count(turn, attempt.groupId, 'liveAnswers', -1);
  if (attempt.phase === 'connected') count(turn, attempt.groupId, 'connected', -1);
}

function treatmentOf({ state }: Turn, attempt: Answered, verdict: NoPerson): CallTreatment {
  const { callTreatments } = sessionOf(state, attempt.groupId).plan.voice.cpd;
  const isTakenBack = heldChain(state, attempt.chainId).takenBack !== undefined;
  const id = attempt.phase === 'connected' ? attempt.interactionId : attempt.openedFor;
  const interaction = id === undefined ? undefined : interactionOf(state, id);
  const { callback, doNotCall } = interaction?.draft ?? {};
  const isAgents =
    interaction?.earlier !== undefined || callback !== undefined || doNotCall !== undefined;
  const now = { isTakenBack, isAgents, hasPort: hasPort(state, attempt.groupId) };
  return treatmentNow(callTreatments, verdict, now);
}

function play(turn: Turn, { id: attemptId }: Attempt, verdict: NoPerson, message: string): void {
  const when = verdict === 'machine' ? 'after-beep' : 'now';
  turn.effects.push({ type: 'play-and-release', attemptId, message, when });
}

function end(turn: Turn, attempt: Answered, verdict: NoPerson): void {
  const result = verdictResult(verdict);
  if (attempt.phase === 'connected') endHeard(turn, attempt, result);
  else endUnreached(turn, attempt, result);
}

/** It stays with its agent, or waits for one behind every person; this turn ends with matching. */
function connectNobody(turn: Turn, attempt: Answered, noPerson: NoPerson): void {
  save(turn, attempt, 'connect');
  if (attempt.phase !== 'connected') {
    const { connectMsMax } = sessionOf(turn.state, attempt.groupId).plan.limits;
    return putAttempt(turn, waitingAsNobody(attempt, noPerson, turn.at, connectMsMax));
  }
  putAttempt(turn, { ...attempt, noPerson });
  const { outcomes } = sessionOf(turn.state, attempt.groupId).plan;
  const interaction = interactionOf(turn.state, attempt.interactionId);
  putInteraction(turn, detectedOn(interaction, verdictResult(noPerson), outcomes));
}

/** Handed on without an agent; whoever had it, or was to have it, is told and free. */
function handOn(
  turn: Turn,
  attempt: Answered,
  noPerson: NoPerson,
  { to, callerId, ringMs }: TransferTreatment,
): void {
  const { id: attemptId, answeredAt } = attempt;
  const giveUpAt = after(turn.at, ringMs);
  save(turn, attempt, 'transfer');
  const handedOn = transferring(attempt, { answeredAt, noPerson }, giveUpAt);
  const result = verdictResult(noPerson);
  if (attempt.phase === 'connected') {
    leaveAlone(turn, attempt);
    freeListener(turn, attempt, handedOn, result);
  } else freePromised(turn, attempt, handedOn, result);
  // A call like any other to the trunks: the next one takes its turn after it.
  turn.state.starts.started(attempt.groupId, turn.at);
  turn.effects.push({ type: 'hand-on', attemptId, to, callerId, giveUpAt });
}

/**
 * The destination is not called before that is written: until then nobody of us listens, and
 * nothing more is recorded.
 */
function leaveAlone(turn: Turn, { id: attemptId, interactionId }: AttemptIn<'connected'>): void {
  const interaction = interactionOf(turn.state, interactionId);
  if (isThree(interaction)) turn.effects.push({ type: 'end-consultation', attemptId });
  turn.effects.push({ type: 'hold', attemptId, held: true });
  if (interaction.recording.state === 'off') return;
  const order = { attemptId, interactionId, what: 'stop', announcement: 'none' } as const;
  turn.effects.push({ type: 'record', ...order });
}

function save(turn: Turn, attempt: Answered, treatment: 'connect' | 'transfer'): void {
  const { id: attemptId, answeredAt } = attempt;
  const cpd = must(attempt.cpd, `the finding on ${attemptId}`);
  turn.effects.push({ type: 'save-call-treatment', attemptId, treatment, answeredAt, cpd });
}
