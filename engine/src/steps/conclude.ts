import type { LastOutcome } from '../agents/agent-session.ts';
import { lastOutcome, tallied } from '../agents/agent-session.ts';
import { isPromised } from '../agents/matching.ts';
import { must } from '../basics/assert.ts';
import type { AgentId, InteractionId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { ChainOutcome, Ended } from '../calling-lists/chain-outcome.ts';
import {
  blockedOutcome,
  takenBackOutcome,
  unreachedOutcome,
} from '../calling-lists/chain-outcome.ts';
import type { NextStep } from '../calling-lists/treatment.ts';
import type { VerdictResult } from '../campaigns/call-treatments.ts';
import { verdictResult } from '../campaigns/call-treatments.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import type { Attempt, AttemptIn } from '../dialing/attempt.ts';
import { isUnanswered, noPersonOn } from '../dialing/attempt.ts';
import { countedResult } from '../dialing/dial-session.ts';
import { isNoPerson } from '../dialing/past-answers.ts';
import type { ClosedBy } from '../effect.ts';
import {
  agentOf,
  heldChain,
  holdChain,
  interactionOf,
  putAgent,
  putAttempt,
  putInteraction,
  putSession,
  rememberEnded,
  removeAttempt,
  removeInteraction,
  sessionOf,
} from '../entities.ts';
import { dispositionOutcome } from '../interactions/disposition.ts';
import type {
  Draft,
  EarlierCall,
  EndedBy,
  Interaction,
  InteractionIn,
} from '../interactions/interaction.ts';
import {
  isInCall,
  isThree,
  talkedMs,
  unreached,
  withoutThird,
} from '../interactions/interaction.ts';
import { othersThan } from '../interactions/roles.ts';
import type { Turn } from '../turn.ts';
import { nextRecordId } from '../turn.ts';
import { enter, settleAgent } from './agent-phases.ts';
import { returnToEnd, returnToStore, saveChain } from './chains.ts';
import { count } from './place.ts';
import { suppress } from './suppress.ts';
import { letThirdGo, tell } from './third-parties.ts';

/**
 * An attempt that never reached an agent ends: result, treatment, and the agent told. `instead` of
 * the treatment, where somebody else has decided what becomes of the person.
 */
export function endUnreached(
  turn: Turn,
  attempt: Attempt,
  result: CallResult,
  instead?: (ended: Ended) => ChainOutcome,
): void {
  const { openedFor } = attempt;
  const opened = openedFor === undefined ? undefined : interactionOf(turn.state, openedFor);
  if (opened?.earlier !== undefined)
    return endRecall(turn, attempt, opened, opened.earlier, result);
  const unmet = unmetBy(turn, attempt, result, instead);
  closeAttempt(turn, attempt, result, attempt.agentId);
  saveChain(turn, attempt.chainId, unmet.outcome.after);
  const who = openedFor === undefined ? attempt.agentId : closeEmpty(turn, openedFor, result);
  tellPromised(turn, attempt, who, lastOutcome(attempt, unmet.ended, unmet.outcome.next, false));
}

/** The call has never left our own house: nothing is written of the record, which comes again. */
export function endUndialed(
  turn: Turn,
  attempt: Attempt,
  result: CallResult,
  dueAt: Instant,
): void {
  const { openedFor, chainId, recordId } = attempt;
  const opened = openedFor === undefined ? undefined : interactionOf(turn.state, openedFor);
  // The person waits on a screen: whoever sees it may try once more.
  if (opened?.earlier !== undefined)
    return endRecall(turn, attempt, opened, opened.earlier, result);
  const held = heldChain(turn.state, chainId);
  closeAttempt(turn, attempt, result, attempt.agentId);
  const who = openedFor === undefined ? attempt.agentId : closeEmpty(turn, openedFor, result);
  // The dialer has not chosen whom an agent calls by hand, and may not be allowed to.
  const isByHand = attempt.kind === 'manual';
  if (isByHand) returnToStore(turn, chainId);
  else returnToEnd(turn, held);
  const ended = { chain: held.chain, recordId, result, code: undefined, endedAt: turn.at };
  const next = isByHand ? asBefore(held.chain) : redialAt(dueAt);
  tellPromised(turn, attempt, who, lastOutcome(attempt, ended, next, false));
}

const redialAt = (dueAt: Instant): NextStep => ({
  type: 'redial',
  dueAt,
  position: { trigger: 'trunks', applied: 0 },
});

const asBefore = ({ isClosed, dueAt }: Chain): NextStep =>
  isClosed === true ? { type: 'close' } : redialAt(dueAt);

/** The agent may have gone, or be with another attempt by now. */
function tellPromised(
  turn: Turn,
  attempt: Attempt,
  who: AgentId | undefined,
  told: LastOutcome,
): void {
  const agent = who === undefined ? undefined : turn.state.agents.get(who);
  if (agent === undefined || !isPromised(agent, attempt)) return;
  putAgent(turn, { ...tallied(agent, 'calls', 1), lastOutcome: told });
  settleAgent(turn, agent.agentId);
}

/** Nobody was reached by calling again: the agent may try once more, or mark it done. */
function endRecall(
  turn: Turn,
  attempt: Attempt,
  interaction: Interaction,
  before: Pick<EarlierCall, 'connectedAt'>,
  result: CallResult,
): void {
  const { agentId, id: interactionId } = interaction;
  const session = sessionOf(turn.state, attempt.groupId);
  closeAttempt(turn, attempt, result, agentId);
  const { wrapUpMs } = session.plan.limits;
  const ended = unreached(interaction, before, result, turn.at, wrapUpMs);
  putInteraction(turn, ended);
  const agent = tallied(agentOf(turn.state, agentId), 'calls', 1);
  enter(turn, agent, { phase: 'wrap-up', interactionId });
  if (session.forced) finish(turn, ended, ended.draft, 'wrap-up-over');
}

/** The agent was listening to a machine: taken off it, told so, and free for the next. */
export function endHeard(turn: Turn, attempt: AttemptIn<'connected'>, result: VerdictResult): void {
  const found = interactionOf(turn.state, attempt.interactionId);
  if (isThree(found)) letThirdGo(turn, found, withoutThird(found));
  const interaction = interactionOf(turn.state, attempt.interactionId);
  const { agentId, earlier } = interaction;
  const { doNotCall, callback } = interaction.draft;
  // Who has talked with the person before, or promised them something, has the last word.
  if (earlier !== undefined || callback !== undefined) {
    const before = earlier ?? { connectedAt: attempt.connectedAt };
    return endRecall(turn, attempt, interaction, before, result);
  }
  const unmet = unmetBy(turn, attempt, result);
  const { chain } = unmet.ended;
  const instead = unmet.outcome.after;
  closeAttempt(turn, attempt, result, agentId);
  // An agent who has noted that somebody asked not to be called has heard more than a machine.
  const after = doNotCall === undefined ? instead : blockedOutcome(unmet.ended, doNotCall).after;
  saveChain(turn, chain.id, after);
  closeUnmet(turn, interaction, 'machine', result);
  if (doNotCall !== undefined) suppress(turn, { interaction, chain, scope: doNotCall, instead });
  freeAgent(turn, agentId, lastOutcome(attempt, unmet.ended, unmet.outcome.next, true));
}

/**
 * The call goes on without an agent, as `handedOn`: whoever was promised to it is told how it
 * ended for them, and free for the next.
 */
export function freePromised(
  turn: Turn,
  attempt: Attempt,
  handedOn: AttemptIn<'transferring'>,
  result: VerdictResult,
): void {
  const { openedFor } = attempt;
  const { ended, outcome } = unmetBy(turn, attempt, result);
  const who = openedFor === undefined ? attempt.agentId : closeEmpty(turn, openedFor, result);
  takeAlong(turn, handedOn);
  tellPromised(turn, attempt, who, lastOutcome(attempt, ended, outcome.next, false));
}

/** The same where the agent was listening to it. */
export function freeListener(
  turn: Turn,
  attempt: AttemptIn<'connected'>,
  handedOn: AttemptIn<'transferring'>,
  result: VerdictResult,
): void {
  const found = interactionOf(turn.state, attempt.interactionId);
  if (isThree(found)) letThirdGo(turn, found, withoutThird(found));
  const interaction = interactionOf(turn.state, attempt.interactionId);
  const { ended, outcome } = unmetBy(turn, attempt, result);
  closeUnmet(turn, interaction, 'machine', result);
  takeAlong(turn, handedOn);
  freeAgent(turn, interaction.agentId, lastOutcome(attempt, ended, outcome.next, true));
}

function takeAlong(turn: Turn, handedOn: AttemptIn<'transferring'>): void {
  holdChain(turn, { ...heldChain(turn.state, handedOn.chainId), place: 'attempt' });
  putAttempt(turn, handedOn);
}

/** Nobody was there whom the agent could have talked with. */
function freeAgent(turn: Turn, agentId: AgentId, told: LastOutcome): void {
  const agent = tallied(agentOf(turn.state, agentId), 'contacts', -1);
  putAgent(turn, { ...agent, lastOutcome: told });
  settleAgent(turn, agentId);
}

/** What becomes of a chain by the result of a call in which nobody talked with anybody. */
type Unmet = { readonly ended: Ended; readonly outcome: ChainOutcome };

function unmetBy(
  { state, at }: Turn,
  attempt: Attempt,
  result: CallResult,
  instead?: (ended: Ended) => ChainOutcome,
): Unmet {
  const { plan } = sessionOf(state, attempt.groupId);
  const { chain, takenBack } = heldChain(state, attempt.chainId);
  const { recordId, agentId } = attempt;
  const ended = { chain, recordId, result, code: undefined, endedAt: at, agentId };
  if (instead !== undefined) return { ended, outcome: instead(ended) };
  if (takenBack === 'cancelled') return { ended, outcome: takenBackOutcome(ended) };
  const attemptsMax = attemptsMaxOf(plan, chain.listId);
  const restMs = state.limits.recoveryRedialMs;
  return { ended, outcome: unreachedOutcome(ended, plan.treatments, attemptsMax, restMs) };
}

/** The interaction that was opened by Accept ends with nothing to fill in. */
export function closeEmpty(turn: Turn, id: InteractionId, result: CallResult): AgentId {
  const interaction = interactionOf(turn.state, id);
  closeUnmet(turn, interaction, 'not-reached', result);
  return interaction.agentId;
}

function closeUnmet(
  turn: Turn,
  interaction: Interaction,
  closedBy: ClosedBy,
  callResult: CallResult,
): void {
  turn.effects.push({
    type: 'close-interaction',
    interactionId: interaction.id,
    closedBy,
    callResult,
    dispositionCode: undefined,
    doNotCall: closedBy === 'machine' ? interaction.draft.doNotCall : undefined,
    note: interaction.draft.note,
    connectedAt: isInCall(interaction) ? interaction.connectedAt : undefined,
    endedAt: turn.at,
    doneAt: turn.at,
  });
  removeInteraction(turn, interaction);
}

/** A conversation is over on the line; what became of it is said in after-call work. */
export function closeConnected(
  turn: Turn,
  attempt: AttemptIn<'connected'>,
  endedBy: EndedBy,
): void {
  const { agentId } = interactionOf(turn.state, attempt.interactionId);
  const { noPerson } = attempt;
  const result = noPerson === undefined ? 'answer' : verdictResult(noPerson);
  closeAttempt(turn, attempt, result, agentId);
  if (endedBy !== 'transfer') return;
  const { message } = must(turn.state.ended.get(attempt.id), `ended attempt ${attempt.id}`);
  rememberEnded(turn.state, attempt.id, { message, wasAnswered: true, isHandedOn: true });
}

function closeAttempt(
  turn: Turn,
  attempt: Attempt,
  result: CallResult,
  agentId: AgentId | undefined,
): void {
  turn.effects.push({
    type: 'close-attempt',
    attemptId: attempt.id,
    result,
    agentId,
    answeredAt: 'answeredAt' in attempt ? attempt.answeredAt : undefined,
    connectedAt: attempt.phase === 'connected' ? attempt.connectedAt : undefined,
    endedAt: turn.at,
    cpd: attempt.cpd,
  });
  removeAttempt(turn, attempt);
  turn.state.dialed.ended(attempt.id, result);
  const message = sessionOf(turn.state, attempt.groupId).plan.abandonMessage;
  const wasAnswered = !isUnanswered(attempt);
  const nobodys = noPersonOn(attempt) === undefined ? {} : ({ isNobodys: true } as const);
  rememberEnded(turn.state, attempt.id, { message, wasAnswered, ...nobodys });
  putSession(turn, countedResult(sessionOf(turn.state, attempt.groupId), result));
}

/** After-call work is done: what the agent said becomes fact, and the record is treated. */
export function finish(
  turn: Turn,
  interaction: InteractionIn<'wrap-up'>,
  draft: Draft,
  closedBy: 'agent' | 'wrap-up-over',
  by: AgentId = interaction.agentId,
): void {
  const mine = ownedBy(turn, interaction, by);
  const { plan } = sessionOf(turn.state, interaction.groupId);
  const { chain, takenBack } = heldChain(turn.state, interaction.chainId);
  const { suppressed } = turn.state;
  const circumstances = { plan, chain, suppressed, takenBack, newId: nextRecordId(turn.state) };
  const said = dispositionOutcome(circumstances, interaction, draft, turn.at);
  turn.effects.push({
    type: 'close-interaction',
    interactionId: interaction.id,
    closedBy,
    callResult: said.callResult,
    dispositionCode: draft.dispositionCode,
    doNotCall: said.doNotCall,
    note: draft.note,
    connectedAt: interaction.connectedAt,
    endedAt: interaction.endedAt,
    doneAt: turn.at,
  });
  correctLive(turn, interaction, said.callResult);
  const others = othersThan(interaction, by);
  for (const other of others) tell(turn, other, interaction, 'finished', by);
  saveChain(turn, chain.id, said.after);
  removeInteraction(turn, interaction);
  if (said.doNotCall !== undefined) {
    const { doNotCall: scope } = said;
    suppress(turn, { interaction: mine, chain, scope, instead: said.instead.after });
  }
  const { agentId: owner } = interaction;
  putAgent(turn, tallied(agentOf(turn.state, owner), 'talkMs', talkedMs(interaction)));
  for (const agentId of [by, ...others]) settleAgent(turn, agentId);
}

/**
 * The agent knows best: a machine that detection had not found must not flatter the abandoned
 * share, and a person whom it had taken for one counts.
 */
function correctLive(turn: Turn, interaction: InteractionIn<'wrap-up'>, result: CallResult): void {
  const { cpd, groupId, wasLive } = interaction;
  const wasNobody = !wasLive && cpd !== undefined && cpd.verdict !== 'person';
  const by = wasLive && isNoPerson(result) ? -1 : wasNobody && !isNoPerson(result) ? 1 : undefined;
  if (by === undefined) return;
  count(turn, groupId, 'liveAnswers', by);
  count(turn, groupId, 'connected', by);
}

/** In a conference the first finish wins: the record is theirs, whoever had it before. */
function ownedBy(turn: Turn, interaction: InteractionIn<'wrap-up'>, to: AgentId): Interaction {
  const { id: interactionId, agentId: from } = interaction;
  if (from === to) return interaction;
  turn.effects.push({ type: 'transfer-interaction', interactionId, from, to, at: turn.at });
  return { ...interaction, agentId: to };
}
