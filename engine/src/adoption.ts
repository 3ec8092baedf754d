import type { PhoneNeed } from './agents/agent-phone.ts';
import { withLeg, withReach } from './agents/agent-phone.ts';
import type { AgentSession } from './agents/agent-session.ts';
import { newAgent, tallied } from './agents/agent-session.ts';
import { must, unreachable } from './basics/assert.ts';
import type { AgentId, InteractionId } from './basics/ids.ts';
import type { Instant, Millis } from './basics/time.ts';
import type { CallResult } from './calling-lists/call-result.ts';
import { recordToDial } from './calling-lists/chain.ts';
import type { ChainAfter, Ended } from './calling-lists/chain-outcome.ts';
import { restAfterFault, unreachedOutcome } from './calling-lists/chain-outcome.ts';
import type { NoPerson, VerdictResult } from './campaigns/call-treatments.ts';
import { verdictResult } from './campaigns/call-treatments.ts';
import { attemptsMaxOf } from './campaigns/campaign.ts';
import type { AttemptIn } from './dialing/attempt.ts';
import { connected, dialing, transferring, waiting } from './dialing/attempt.ts';
import type { CustomerLeg } from './dialing/surviving-leg.ts';
import { meanwhileHandedOn } from './dialing/surviving-leg.ts';
import type { CloseAttempt, CloseInteraction } from './effect.ts';
import type { RecoveredAttempt, RecoveredInteraction } from './event.ts';
import type { InteractionIn, Three } from './interactions/interaction.ts';
import {
  consulting,
  EMPTY_DRAFT,
  inConference,
  newInteraction,
  onHold,
  talking,
} from './interactions/interaction.ts';
import { foundRecording, NOT_RECORDED } from './interactions/recording.ts';

/**
 * What becomes of an attempt that an earlier epoch left open. `adopt`: agent and customer talk, or
 * the customer waits for an agent whose sound broke off; `over`: a conversation that is closed with
 * what had been entered; `unmet`: nobody has talked with anybody.
 */
export type Fate =
  | {
      readonly type: 'adopt';
      /** Undefined when nothing was written of it: joined in the very moment of the crash. */
      readonly interaction: RecoveredInteraction | undefined;
      readonly agentId: AgentId;
      readonly leg: CustomerLeg;
    }
  | {
      readonly type: 'over';
      readonly interaction: RecoveredInteraction;
      /** The customer talks with a third party outside. */
      readonly isHandedOn: boolean;
    }
  /** Handed on, and its destination is there. */
  | { readonly type: 'transferring'; readonly treated: Treated }
  | { readonly type: 'unmet'; readonly result: UnmetResult };

type Treated = NonNullable<RecoveredAttempt['treated']>;

/** A person was dropped, no person was heard, or nobody knows. */
export type UnmetResult = 'switch-error' | 'dropped' | VerdictResult;

/**
 * `leg`: what the switch has of it; undefined: nothing. Where the switch could not be asked every
 * interaction counts as a conversation, for nobody who may have talked is called again blindly.
 */
export function fateOf(
  { interaction, treated }: RecoveredAttempt,
  leg: CustomerLeg | undefined,
  isAsked: boolean,
): Fate {
  if (treated?.treatment === 'transfer') {
    const isThere = meanwhileHandedOn(leg) === 'there';
    if (isThere) return { type: 'transferring', treated };
    return { type: 'unmet', result: detectedResult(treated) ?? 'switch-error' };
  }
  if (interaction === undefined) return fateWithout(leg, treated);
  const isHandedOn = leg?.third?.hasCall === true;
  const over = { type: 'over', interaction, isHandedOn } as const;
  if (interaction.endedAt !== undefined || isHandedOn) return over;
  const { agentId } = interaction;
  const wasConnected = interaction.connectedAt !== undefined;
  const isThere = leg?.state === 'talking' || (leg?.state === 'waiting' && wasConnected);
  if (isThere) return { type: 'adopt', interaction, agentId, leg };
  if (wasConnected || !isAsked || hasWords(interaction)) return over;
  return fateWithout(leg, treated);
}

/** How a call ends on which no person was heard; undefined: one was, or nobody had a say. */
export function detectedResult(treated: Treated | undefined): VerdictResult | undefined {
  const verdict = treated?.cpd.verdict;
  return verdict === undefined || verdict === 'person' ? undefined : verdictResult(verdict);
}

function fateWithout(leg: CustomerLeg | undefined, treated: Treated | undefined): Fate {
  const detected = detectedResult(treated);
  const isMet = leg?.state === 'talking' && leg.agentId !== undefined;
  if (detected !== undefined && !isMet) return { type: 'unmet', result: detected };
  if (leg === undefined) return { type: 'unmet', result: 'switch-error' };
  switch (leg.state) {
    case 'talking': {
      const { agentId } = leg;
      if (agentId === undefined) return { type: 'unmet', result: 'switch-error' };
      return { type: 'adopt', interaction: undefined, agentId, leg };
    }
    case 'waiting':
    case 'message':
      return { type: 'unmet', result: 'dropped' };
    case 'ringing':
      return { type: 'unmet', result: 'switch-error' };
    default:
      return unreachable(leg.state);
  }
}

/** Something was entered that an agent can only know from a conversation. */
const hasWords = ({ draft }: RecoveredInteraction): boolean =>
  draft.dispositionCode !== undefined ||
  draft.doNotCall !== undefined ||
  draft.callback !== undefined;

/** An interaction of which nothing was written: the agent says who they are when they are back. */
export const unsaved = (
  { plan }: RecoveredAttempt,
  agentId: AgentId,
  id: InteractionId,
  at: Instant,
): RecoveredInteraction => ({
  id,
  agentId,
  agentName: agentId,
  agentGroupIds: [plan.agentGroupId],
  draft: EMPTY_DRAFT,
  openedAt: at,
  answeredAt: undefined,
  connectedAt: undefined,
  endedAt: undefined,
  isRecorded: false,
});

/** The attempt as it was before the restart, in its conversation. */
export function adoptedAttempt(
  { attemptId, groupId, chain, openedAt, plan, kind, treated }: RecoveredAttempt,
  { id, agentId, answeredAt, connectedAt }: RecoveredInteraction,
  at: Instant,
): AttemptIn<'connected'> {
  const { id: recordId, phone } = recordToDial(chain);
  const order = { id: attemptId, groupId, chainId: chain.id, recordId, phone, openedAt, agentId };
  const dial = dialing(
    { ...order, openedFor: undefined, cpd: treated?.cpd, kind },
    plan.limits.ringMs,
  );
  const answered = waiting(dial, answeredAt ?? connectedAt ?? at, plan.limits.connectMsMax);
  const noPerson = noPersonIn(treated);
  const met = noPerson === undefined ? answered : { ...answered, noPerson };
  return connected(met, agentId, id, connectedAt ?? at);
}

function noPersonIn(treated: Treated | undefined): NoPerson | undefined {
  const verdict = treated?.cpd.verdict;
  return verdict === 'person' ? undefined : verdict;
}

/** A call that was handed on before the restart, and is with its destination. */
export function adoptedTransfer(
  { attemptId, groupId, chain, openedAt, plan }: RecoveredAttempt,
  treated: Treated,
): AttemptIn<'transferring'> {
  const { id: recordId, phone } = recordToDial(chain);
  const order = { id: attemptId, groupId, chainId: chain.id, recordId, phone, openedAt };
  const nobodys = { agentId: undefined, openedFor: undefined, cpd: treated.cpd };
  const dial = dialing({ ...order, ...nobodys }, plan.limits.ringMs);
  const noPerson = must(noPersonIn(treated), `what was heard on ${attemptId}`);
  return transferring(dial, { answeredAt: treated.answeredAt, noPerson }, undefined);
}

/** The interaction with its timers and its draft; held and recorded as the switch says. */
export function adoptedInteraction(
  { plan, treated }: RecoveredAttempt,
  attempt: AttemptIn<'connected'>,
  saved: RecoveredInteraction,
  leg: CustomerLeg,
  at: Instant,
): InteractionIn<'connected' | 'on-hold' | 'consulting' | 'conference'> {
  const { id, agentId, draft, openedAt } = saved;
  const { recording } = plan.voice;
  const detected = detectedResult(treated);
  const preselected = detected === undefined ? plan.outcomes.preselected : undefined;
  const found = {
    ...newInteraction(attempt, agentId, id, openedAt),
    draft: { ...draft, callResult: draft.callResult ?? preselected },
    ...(detected === undefined ? {} : { detected }),
    thirds: saved.thirds ?? 0,
    recording:
      leg.recording === 'off' ? NOT_RECORDED : foundRecording(recording, leg.recording, at),
  };
  const inCall = talking(found, attempt.connectedAt);
  const third = adoptedThird(inCall, saved, leg, at);
  return third ?? (leg.isHeld ? onHold(inCall, at) : inCall);
}

/**
 * A number that was asked stays in the call as it was. A colleague who was asked is let go: who
 * of the two agents was whose guest, a switch cannot tell a new process.
 */
function adoptedThird(
  inCall: InteractionIn<'connected'>,
  { third }: RecoveredInteraction,
  leg: CustomerLeg,
  at: Instant,
): Three | undefined {
  const isThere = leg.agentId === inCall.agentId && leg.third?.isUp === true;
  if (!isThere || leg.third === undefined || third?.target.kind !== 'number') return undefined;
  const { side } = leg.third;
  const before = { ...inCall, thirds: third.serial - 1 };
  const asked = consulting(before, third.target, 'consult', at);
  const there = { ...asked, third: { ...asked.third, state: 'there' as const } };
  return side === 'both' ? inConference(there) : { ...there, side };
}

/** Without a browser until one is connected. `isThere`: their leg is up. */
export function adoptedAgent(
  { agentId, agentName: name, agentGroupIds: groupIds }: RecoveredInteraction,
  isThere: boolean,
  need: PhoneNeed,
  at: Instant,
): AgentSession {
  const agent = newAgent({ agentId, name, groupIds }, need, at);
  const phone = isThere ? withLeg(withReach(agent.phone, true), 'up') : agent.phone;
  return tallied(tallied({ ...agent, phone }, 'calls', 1), 'contacts', 1);
}

/** What becomes of a chain with which nobody has talked; where nobody knows, the record rests. */
export function unmetChain(
  { chain, plan }: RecoveredAttempt,
  result: UnmetResult,
  restMs: Millis,
  at: Instant,
): ChainAfter {
  const { id: recordId } = recordToDial(chain);
  const ended: Ended = { chain, recordId, result, code: undefined, endedAt: at };
  if (result === 'switch-error') return restAfterFault(ended, restMs).after;
  return unreachedOutcome(ended, plan.treatments, attemptsMaxOf(plan, chain.listId), restMs).after;
}

/** The end of an attempt of an earlier epoch, as it is written. */
export const closedAttempt = (
  { attemptId, interaction, treated }: RecoveredAttempt,
  result: CallResult,
  at: Instant,
): CloseAttempt => ({
  type: 'close-attempt',
  attemptId,
  result,
  agentId: interaction?.agentId,
  answeredAt: interaction?.answeredAt ?? treated?.answeredAt,
  connectedAt: interaction?.connectedAt,
  endedAt: at,
  cpd: treated?.cpd,
});

/** The end of an interaction that nobody can finish any more. */
export const closedInteraction = (
  { id: interactionId, connectedAt, endedAt }: RecoveredInteraction,
  said: Pick<CloseInteraction, 'callResult' | 'dispositionCode' | 'doNotCall' | 'note'>,
  at: Instant,
): CloseInteraction => ({
  type: 'close-interaction',
  interactionId,
  closedBy: 'recovery',
  ...said,
  connectedAt,
  endedAt: endedAt ?? at,
  doneAt: at,
});
