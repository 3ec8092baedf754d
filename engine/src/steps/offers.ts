import { tallied } from '../agents/agent-session.ts';
import type { Offer, OfferEnd } from '../agents/offer.ts';
import { offerCount } from '../agents/offer.ts';
import { interactionId } from '../basics/ids.ts';
import type { Millis } from '../basics/time.ts';
import { after, minutes } from '../basics/time.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import { ownerOf } from '../calling-lists/record.ts';
import { isAssured } from '../campaigns/assured.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { agentOf, heldChain, putAgent, removeOffer, sessionOf } from '../entities.ts';
import type { HeldChain } from '../state.ts';
import type { Turn } from '../turn.ts';
import { nextId } from '../turn.ts';
import { enter, settleAgent } from './agent-phases.ts';
import { declinedBy, mayDial, returnToTop } from './chains.ts';
import { engage } from './engage.ts';
import { count, openAttempt, openFor } from './place.ts';

/** The countdown is over: in a manual set-up nobody reacted, else the call starts by itself. */
export function onOfferDue(turn: Turn, offer: Offer): void {
  // Nobody can be called, and nobody could accept: that is not the agent's doing.
  if (!turn.state.isSwitchUp) return withdraw(turn, offer);
  const { goneSince } = agentOf(turn.state, offer.agentId);
  // Nobody is called by itself for an agent whose browser is gone.
  if (offer.atEnd === 'accept' && goneSince === undefined) {
    accept(turn, offer);
    return;
  }
  passBack(turn, offer, 'timed-out');
  const agent = { ...agentOf(turn.state, offer.agentId), pending: undefined };
  // A reject says "not this one", silence says "not there": only the second stops the work.
  enter(turn, agent, { phase: 'not-ready', reason: 'no-answer' });
}

/**
 * The interaction is on the screen first, then the call is made. False when the record may not be
 * called any more: its window may have closed while it was looked at.
 */
export function accept(turn: Turn, offer: Offer): boolean {
  const { agentId, chainId, groupId } = offer;
  const session = sessionOf(turn.state, groupId);
  const held = heldChain(turn.state, chainId);
  removeOffer(turn, offer);
  if (!mayDial(turn, session, held, true)) {
    settleAgent(turn, agentId);
    return false;
  }
  const dialable = { held, record: recordToDial(held.chain) };
  if (isAssured(session.plan.assured, dialable.record)) {
    engage(turn, session, agentOf(turn.state, agentId), dialable);
    return true;
  }
  const openedFor = interactionId(nextId(turn.state, 'i'));
  const order = { dialable, agentId, openedFor, wasShown: true } as const;
  const attempt = openAttempt(turn, session, order);
  openFor(turn, attempt, agentId, openedFor);
  return true;
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

/** Both reject and time-out put the record back on top; the agent is the caller's. */
export function passBack(turn: Turn, offer: Offer, end: OfferEnd): void {
  const { agentId, groupId, chainId } = offer;
  removeOffer(turn, offer);
  const what = offerCount(end);
  if (what !== undefined) {
    count(turn, groupId, what);
    putAgent(turn, tallied(agentOf(turn.state, agentId), what, 1));
  }
  const session = sessionOf(turn.state, groupId);
  const held = heldChain(turn.state, chainId);
  const coolDownMs = restMs(session, held);
  const rests = what !== undefined && coolDownMs > 0;
  const until = after(turn.at, coolDownMs);
  returnToTop(turn, session, rests ? declinedBy(turn, held, agentId, until) : held);
}

/** A callback comes back to its own agent alone, so it always rests a little. */
const CALLBACK_REST_MS = minutes(1);

function restMs({ plan }: DialSession, { chain }: HeldChain): Millis {
  const { coolDownMs } = plan.limits;
  const isOwned = ownerOf(recordToDial(chain)) !== undefined;
  return isOwned && coolDownMs < CALLBACK_REST_MS ? CALLBACK_REST_MS : coolDownMs;
}
