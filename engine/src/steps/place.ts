import type { AgentSession } from '../agents/agent-session.ts';
import type { Offer } from '../agents/offer.ts';
import { unreachable } from '../basics/assert.ts';
import type { AgentId, InteractionId } from '../basics/ids.ts';
import { attemptId, interactionId, offerId } from '../basics/ids.ts';
import { after, seconds } from '../basics/time.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { Attempt } from '../dialing/attempt.ts';
import type { DialSession } from '../dialing/dial-session.ts';
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
import { EMPTY_DRAFT } from '../interactions/interaction.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';
import { enter } from './agent-phases.ts';
import type { Dialable } from './chains.ts';

/** From the order to the first ringing; a switch that says nothing for this long has failed. */
const SET_UP_MS = seconds(15);

/** Shows a record to a free agent before its call. */
export function placeOffer(
  turn: Turn,
  session: DialSession,
  agent: AgentSession,
  { held, record }: Dialable,
): void {
  const { delivery } = session.plan;
  if (delivery.kind === 'auto-answer') return;
  const offer: Offer = {
    id: offerId(nextId(turn.state, 'o')),
    agentId: agent.agentId,
    groupId: session.groupId,
    chainId: held.chain.id,
    recordId: record.id,
    offeredAt: turn.at,
    until: after(turn.at, delivery.offerMs),
    atEnd: delivery.kind === 'manual-accept' ? 'time-out' : 'accept',
    rejectAllowed: delivery.kind === 'manual-accept' || delivery.rejectAllowed,
  };
  holdChain(turn, { ...held, place: 'offer' });
  putOffer(turn, offer);
  count(turn, session, 'offers');
  const today = { ...agent.today, offers: agent.today.offers + 1 };
  const seen = { ...agent, today, lastOutcome: undefined };
  enter(turn, seen, { phase: 'previewing', offerId: offer.id });
}

/** The agent said yes: the interaction is on the screen first, then the call is made. */
export function acceptOffer(turn: Turn, offer: Offer): void {
  const id = interactionId(nextId(turn.state, 'i'));
  const held = heldChain(turn.state, offer.chainId);
  const attempt = openAttempt(turn, sessionOf(turn.state, offer.groupId), {
    dialable: { held, record: recordToDial(held.chain) },
    agentId: offer.agentId,
    openedFor: id,
  });
  openInteraction(turn, attempt, offer.agentId, id);
}

type AttemptOrder = {
  readonly dialable: Dialable;
  readonly agentId: AgentId | undefined;
  readonly openedFor: InteractionId | undefined;
};

/** Decides the dial: written first, made when the write is durable. */
export function openAttempt(turn: Turn, session: DialSession, order: AttemptOrder): Attempt {
  const { held, record } = order.dialable;
  const { limits } = session.plan;
  const giveUpAt = after(after(turn.at, limits.ringMs), SET_UP_MS);
  const attempt: Attempt = {
    id: attemptId(nextId(turn.state, 'a')),
    groupId: session.groupId,
    chainId: held.chain.id,
    recordId: record.id,
    phone: record.phone,
    openedAt: turn.at,
    agentId: order.agentId,
    openedFor: order.openedFor,
    phase: 'dialing',
    giveUpAt,
  };
  holdChain(turn, { ...held, place: 'attempt' });
  putAttempt(turn, attempt);
  count(turn, session, 'attempts');
  turn.effects.push({
    type: 'open-attempt',
    attemptId: attempt.id,
    groupId: session.groupId,
    campaignId: session.plan.campaignId,
    listId: held.chain.listId,
    chainId: held.chain.id,
    recordId: record.id,
    phone: record.phone,
    agentId: order.agentId,
    mode: session.mode,
    openedAt: turn.at,
  });
  const detect = limits.verdictMs > 0;
  const { id, phone } = attempt;
  turn.effects.push({ type: 'originate', attemptId: id, phone, giveUpAt, detect });
  return attempt;
}

/** An attempt with an agent of its own, who sees the record while it is dialed. */
export function dialFor(
  turn: Turn,
  session: DialSession,
  agent: AgentSession,
  dialable: Dialable,
): void {
  const order = { dialable, agentId: agent.agentId, openedFor: undefined };
  const attempt = openAttempt(turn, session, order);
  const seen = { ...agent, lastOutcome: undefined };
  enter(turn, seen, { phase: 'reserved', attemptId: attempt.id });
}

/** Person and agent belong together from here on. */
export function openInteraction(
  turn: Turn,
  attempt: Attempt,
  agentId: AgentId,
  id: InteractionId,
): void {
  const { chainId, recordId, groupId, phone } = attempt;
  holdChain(turn, { ...heldChain(turn.state, chainId), place: 'interaction' });
  putInteraction(turn, {
    id,
    agentId,
    groupId,
    chainId,
    recordId,
    attemptId: attempt.id,
    phone,
    openedAt: turn.at,
    muted: false,
    draft: EMPTY_DRAFT,
    draftSavedAt: undefined,
    phase: 'dialing',
  });
  const { campaignId } = sessionOf(turn.state, groupId).plan;
  turn.effects.push({
    type: 'open-interaction',
    interactionId: id,
    attemptId: attempt.id,
    groupId,
    campaignId,
    chainId,
    recordId,
    agentId,
    openedAt: turn.at,
  });
  enter(turn, agentOf(turn.state, agentId), { phase: 'talking', interactionId: id });
}

type Counted = 'attempts' | 'liveAnswers' | 'connected' | 'abandoned' | OfferCount;
type OfferCount = 'offers' | 'rejects' | 'timeOuts';

/** One more of these in the session. Reads the session anew: the caller's copy may be old. */
export function count(turn: Turn, { groupId }: Pick<DialSession, 'groupId'>, what: Counted): void {
  const session = sessionOf(turn.state, groupId);
  const counts = { ...session.counts, [what]: session.counts[what] + 1 };
  putSession(turn, { ...session, counts });
}

export type OfferEnd = 'accepted' | 'rejected' | 'timed-out' | 'withdrawn';

/** What an end of an offer adds to the numbers. */
export function offerCount(end: OfferEnd): 'rejects' | 'timeOuts' | undefined {
  switch (end) {
    case 'rejected':
      return 'rejects';
    case 'timed-out':
      return 'timeOuts';
    case 'accepted':
    case 'withdrawn':
      return undefined;
    default:
      return unreachable(end);
  }
}
