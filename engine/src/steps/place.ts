import type { AgentSession } from '../agents/agent-session.ts';
import { stillToRead, tallied } from '../agents/agent-session.ts';
import type { PreviewDelivery } from '../agents/offer.ts';
import { newOffer } from '../agents/offer.ts';
import { assert, must } from '../basics/assert.ts';
import type {
  AgentId,
  AttemptId,
  CampaignGroupId,
  CampaignId,
  InteractionId,
} from '../basics/ids.ts';
import { attemptId, offerId } from '../basics/ids.ts';
import { after, seconds } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { isAssured } from '../campaigns/assured.ts';
import { detection } from '../campaigns/campaign.ts';
import type { Validation } from '../campaigns/validation.ts';
import type { RuleAnswer } from '../compliance/dial-question.ts';
import { dialAnswers } from '../compliance/dial-question.ts';
import { dialQuestion } from '../dial-question-of.ts';
import type { Attempt, AttemptBase, AttemptIn } from '../dialing/attempt.ts';
import { dialing, validating } from '../dialing/attempt.ts';
import { showCallerId } from '../dialing/caller-ids.ts';
import type { Counted, DialSession } from '../dialing/dial-session.ts';
import { counted } from '../dialing/dial-session.ts';
import {
  agentOf,
  heldChain,
  holdChain,
  putAttempt,
  putInteraction,
  putOffer,
  putSession,
  sessionOf,
} from '../entities.ts';
import { newInteraction } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';
import { enter } from './agent-phases.ts';
import type { Dialable } from './chains.ts';

/** Gives a free agent a record: on the screen before its call, or dialed at once. */
export function placeWith(
  turn: Turn,
  session: DialSession,
  agent: AgentSession,
  dialable: Dialable,
): void {
  const { delivery } = session.plan;
  if (delivery.kind === 'auto-answer') dialFor(turn, session, agent, dialable);
  else placeOffer(turn, session, agent, dialable, delivery);
}

/** The record is on the screen of one agent, who may say no. */
export function placeOffer(
  turn: Turn,
  session: DialSession,
  agent: AgentSession,
  { held, record }: Dialable,
  delivery: PreviewDelivery,
): void {
  const id = offerId(nextId(turn.state, 'o'));
  const { agentId } = agent;
  const { groupId } = session;
  const chainId = held.chain.id;
  const what = { id, agentId, groupId, chainId, recordId: record.id, offeredAt: turn.at };
  holdChain(turn, { ...held, place: 'offer' });
  putOffer(turn, newOffer(what, delivery));
  // Where the line is held first, the call takes its turn when it is made.
  if (!isAssured(session.plan.assured, record)) turn.state.starts.started(groupId, turn.at);
  count(turn, groupId, 'offers');
  const read = { lastOutcome: stillToRead(agent, turn.at), lastShared: undefined };
  const seen = { ...tallied(agent, 'offers', 1), ...read };
  enter(turn, seen, { phase: 'previewing', offerId: id });
}

/** An attempt with an agent of its own, who sees the record while it is dialed. */
function dialFor(turn: Turn, session: DialSession, agent: AgentSession, dialable: Dialable): void {
  const order = { dialable, agentId: agent.agentId, openedFor: undefined };
  const attempt = openAttempt(turn, session, order);
  const seen = { ...agent, lastOutcome: stillToRead(agent, turn.at), lastShared: undefined };
  enter(turn, seen, { phase: 'reserved', attemptId: attempt.id });
}

/** Every rule once more, in the very step that dials: what they say is kept with the attempt. */
function askedAt(
  turn: Turn,
  session: DialSession,
  { chainId, agentId }: Attempt,
): readonly RuleAnswer[] {
  const { chain } = heldChain(turn.state, chainId);
  const asked = { chain, hasAgent: agentId !== undefined, at: turn.at };
  const answers = dialAnswers(dialQuestion(turn.state, session, asked));
  const no = answers.find(({ answer }) => answer === 'refused');
  assert(no === undefined, `nothing is dialed against ${no?.rule}`);
  return answers;
}

function rememberDial(turn: Turn, attempt: Attempt, campaignId: CampaignId, chain: Chain): void {
  const { state, at } = turn;
  const { id: attemptId, openedAt, phone, chainId } = attempt;
  const { customerId } = chain;
  const past = { attemptId, openedAt, phone, chainId, customerId, campaignId, result: undefined };
  state.dialed.opened(past);
  state.dialed.forgetOld(at, state.limits.leaseMs, () =>
    state.chains.values().map((held) => held.chain),
  );
}

export type AttemptOrder = {
  readonly dialable: Dialable;
  readonly agentId: AgentId | undefined;
  /** The interaction that is on a screen already. */
  readonly openedFor: InteractionId | undefined;
  /** A manual call has its id from the moment it was asked for. */
  readonly byHand?: AttemptId;
  /** As an offer, which has taken its turn among the calls of a second. */
  readonly wasShown?: true;
  /** Called again from the screen of the conversation: nobody outside is asked anew. */
  readonly isRecall?: true;
};

/**
 * Decides the dial. Where the campaign has its dials validated the question goes out, and the call
 * is made when the answer is in; else it is made now.
 */
export function openAttempt(
  turn: Turn,
  session: DialSession,
  wanted: AttemptOrder,
): AttemptIn<'validating' | 'dialing'> {
  const { dialable, agentId, openedFor, byHand } = wanted;
  const { chain } = dialable.held;
  const { id: recordId, phone } = dialable.record;
  const { groupId, plan } = session;
  const id = byHand ?? attemptId(nextId(turn.state, 'a'));
  const what = { groupId, chainId: chain.id, recordId, phone, agentId, openedAt: turn.at };
  const base = { id, openedFor, cpd: undefined, ...what };
  const order: AttemptBase = byHand === undefined ? base : { ...base, kind: 'manual' };
  holdChain(turn, { ...dialable.held, place: 'attempt' });
  if (wanted.wasShown === undefined) turn.state.starts.started(groupId, turn.at);
  const { validation } = plan;
  if (validation !== undefined && wanted.isRecall === undefined) {
    return askFirst(turn, session, order, validation);
  }
  return dial(turn, session, dialing(order, plan.limits.ringMs));
}

/** The answer is waited for a little longer than it is asked for: it has to come back here. */
const ANSWER_SLACK_MS = seconds(1);

/** Nothing is written: a question that is lost with this process is as if it had not been asked. */
function askFirst(
  turn: Turn,
  { groupId, plan, mode }: DialSession,
  order: AttemptBase,
  validation: Validation,
): AttemptIn<'validating'> {
  const { id, openedFor, agentId, chainId, recordId, kind } = order;
  const answerBy = after(after(turn.at, validation.timeoutMs), ANSWER_SLACK_MS);
  const attempt = validating(order, openedFor, answerBy);
  putAttempt(turn, attempt);
  const { chain } = heldChain(turn.state, chainId);
  const { contactName, customerId, listId } = chain;
  const { campaignId, campaignName, groupName, lists } = plan;
  turn.effects.push({
    type: 'ask-validation',
    attemptId: id,
    validation,
    ...{ groupId, campaignId, campaignName, groupName, agentId, chainId, contactName, customerId },
    listName: lists.find((list) => list.listId === listId)?.name ?? '',
    mode: kind ?? mode,
    record: must(
      chain.records.find((each) => each.id === recordId),
      `record ${recordId} of chain ${chainId}`,
    ),
  });
  return attempt;
}

/** Written first, made when the write is durable. `asked`: what others were asked before. */
export function dial(
  turn: Turn,
  session: DialSession,
  attempt: AttemptIn<'dialing'>,
  asked: readonly RuleAnswer[] = [],
): AttemptIn<'dialing'> {
  const { groupId, plan } = session;
  const { id, chainId, recordId, phone, agentId, openedAt, giveUpAt, kind } = attempt;
  const { chain } = heldChain(turn.state, chainId);
  putAttempt(turn, attempt);
  count(turn, groupId, 'attempts');
  const { campaignId } = plan;
  const { listId } = chain;
  const callerId = showCallerId(turn.state.index.callerIds, plan.callerIds, phone, turn.at);
  const what = { groupId, chainId, recordId, phone, agentId, openedAt };
  const answers = [...askedAt(turn, session, attempt), ...asked];
  const opened = { attemptId: id, campaignId, listId, callerId, ...what, answers };
  turn.effects.push({ type: 'open-attempt', mode: kind ?? session.mode, ...opened });
  rememberDial(turn, attempt, campaignId, chain);
  // An agent who calls by hand hears who answers, and may want to speak to a machine.
  const detect = kind === 'manual' ? undefined : detection(plan);
  const message = plan.abandonMessage;
  const order = { attemptId: id, phone, callerId, giveUpAt, detect, message };
  turn.effects.push({ type: 'originate', ...order });
  return attempt;
}

/** The interaction is on the agent's screen with the call; before it, that it is asked about. */
export function openFor(
  turn: Turn,
  attempt: AttemptIn<'validating' | 'dialing'>,
  agentId: AgentId,
  id: InteractionId,
): void {
  if (attempt.phase === 'dialing') return openInteraction(turn, attempt, agentId, id);
  const agent = agentOf(turn.state, agentId);
  enter(turn, agent, { phase: 'reserved', attemptId: attempt.id });
}

/** Person and agent belong together from here on. */
export function openInteraction(
  turn: Turn,
  attempt: Attempt,
  agentId: AgentId,
  id: InteractionId,
): void {
  const { id: attemptId, chainId, recordId, groupId } = attempt;
  holdChain(turn, { ...heldChain(turn.state, chainId), place: 'interaction' });
  const { campaignId, outcomes } = sessionOf(turn.state, groupId).plan;
  const empty = newInteraction(attempt, agentId, id, turn.at);
  const draft = { ...empty.draft, callResult: outcomes.preselected };
  putInteraction(turn, { ...empty, draft });
  const what = { attemptId, groupId, campaignId, chainId, recordId, agentId };
  turn.effects.push({ type: 'open-interaction', interactionId: id, ...what, openedAt: turn.at });
  enter(turn, agentOf(turn.state, agentId), { phase: 'talking', interactionId: id });
}

/** One more of these in the session. Reads the session anew: the caller's copy may be old. */
export function count(turn: Turn, groupId: CampaignGroupId, what: Counted, by: 1 | -1 = 1): void {
  putSession(turn, counted(sessionOf(turn.state, groupId), what, by));
}
