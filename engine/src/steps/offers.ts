import type { Offer } from '../agents/offer.ts';
import { after } from '../basics/time.ts';
import { agentOf, heldChain, putAgent, removeOffer, sessionOf } from '../entities.ts';
import type { Turn } from '../turn.ts';
import { enter, settleAgent } from './agent-phases.ts';
import { closeSuppressed, declinedBy, returnToTop } from './chains.ts';
import { acceptOffer, count, offerCount } from './place.ts';

/** The countdown is over: in a manual set-up nobody reacted, else the call starts by itself. */
export function onOfferDue(turn: Turn, offer: Offer): void {
  if (offer.atEnd === 'accept') return accept(turn, offer);
  passBack(turn, offer, 'timed-out');
  const agent = { ...agentOf(turn.state, offer.agentId), pending: undefined };
  // A reject says "not this one", silence says "not there": only the second stops the work.
  enter(turn, agent, { phase: 'not-ready', reason: 'no-answer' });
}

export function accept(turn: Turn, offer: Offer): void {
  removeOffer(turn, offer);
  acceptOffer(turn, offer);
}

export function reject(turn: Turn, offer: Offer): void {
  passBack(turn, offer, 'rejected');
  settleAgent(turn, offer.agentId);
}

/** The offer ends without the agent's doing: the record goes back, the agent is free. */
export function withdraw(turn: Turn, offer: Offer): void {
  passBack(turn, offer, 'withdrawn');
  settleAgent(turn, offer.agentId);
}

/** The record must not be called any more: it is closed instead of going back. */
export function withdrawSuppressed(turn: Turn, offer: Offer): void {
  removeOffer(turn, offer);
  closeSuppressed(turn, heldChain(turn.state, offer.chainId));
  settleAgent(turn, offer.agentId);
}

/** Both reject and time-out put the record back on top; the agent is the caller's. */
export function passBack(
  turn: Turn,
  offer: Offer,
  end: 'rejected' | 'timed-out' | 'withdrawn',
): void {
  removeOffer(turn, offer);
  const counted = offerCount(end);
  if (counted !== undefined) {
    count(turn, offer, counted);
    const agent = agentOf(turn.state, offer.agentId);
    const today = { ...agent.today, [counted]: agent.today[counted] + 1 };
    putAgent(turn, { ...agent, today });
  }
  const session = sessionOf(turn.state, offer.groupId);
  const held = heldChain(turn.state, offer.chainId);
  const { coolDownMs } = session.plan.limits;
  const rests = end !== 'withdrawn' && coolDownMs > 0;
  const until = after(turn.at, coolDownMs);
  returnToTop(turn, session, rests ? declinedBy(turn, held, offer.agentId, until) : held);
}
