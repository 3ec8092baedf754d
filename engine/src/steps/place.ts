import type { AgentSession } from '../agents/agent-session.ts';
import { stillToRead, tallied } from '../agents/agent-session.ts';
import type { PreviewDelivery } from '../agents/offer.ts';
import { newOffer } from '../agents/offer.ts';
import type { AgentId, AttemptId, CampaignGroupId, InteractionId } from '../basics/ids.ts';
import { attemptId, offerId } from '../basics/ids.ts';
import { detection } from '../campaigns/campaign.ts';
import type { Attempt } from '../dialing/attempt.ts';
import { dialing } from '../dialing/attempt.ts';
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

export type AttemptOrder = {
  readonly dialable: Dialable;
  readonly agentId: AgentId | undefined;
  /** The interaction that is on a screen already. */
  readonly openedFor: InteractionId | undefined;
  /** A manual call has its id from the moment it was asked for. */
  readonly byHand?: AttemptId;
};

/** Decides the dial: written first, made when the write is durable. */
export function openAttempt(turn: Turn, session: DialSession, order: AttemptOrder): Attempt {
  const { dialable, agentId, openedFor, byHand } = order;
  const { chain } = dialable.held;
  const { id: recordId, phone } = dialable.record;
  const { groupId, plan } = session;
  const { ringMs } = plan.limits;
  const id = byHand ?? attemptId(nextId(turn.state, 'a'));
  const mode = byHand === undefined ? session.mode : 'manual';
  const what = { groupId, chainId: chain.id, recordId, phone, agentId, openedAt: turn.at };
  const base = { id, openedFor, cpd: undefined, ...what };
  const attempt = dialing(byHand === undefined ? base : { ...base, kind: 'manual' }, ringMs);
  holdChain(turn, { ...dialable.held, place: 'attempt' });
  putAttempt(turn, attempt);
  count(turn, groupId, 'attempts');
  const { listId } = chain;
  const { campaignId } = plan;
  turn.effects.push({ type: 'open-attempt', attemptId: id, campaignId, listId, mode, ...what });
  const { giveUpAt } = attempt;
  // An agent who calls by hand hears who answers, and may want to speak to a machine.
  const detect = byHand === undefined ? detection(plan) : undefined;
  const message = plan.abandonMessage;
  turn.effects.push({ type: 'originate', attemptId: id, phone, giveUpAt, detect, message });
  return attempt;
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
