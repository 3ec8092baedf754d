import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import type { Millis } from '@outpace/engine/basics/time.ts';
import { after, millis, seconds } from '@outpace/engine/basics/time.ts';
import type { CallTarget } from '@outpace/engine/interactions/third-party.ts';
import type { CallParts } from '../../ports.ts';
import { borrowLeg } from './agent-legs.ts';
import { upLegOf } from './agent-line.ts';
import type { AnsweredCall, Third } from './call.ts';
import { hangUp } from './calls.ts';
import type { Exchange } from './exchange.ts';
import { answeredCall, callWith, newLegId, putTalk } from './exchange.ts';
import { settleCall, settleLine } from './settle.ts';
import { callerIdOf, codecsOf, dialString } from './sip-objects.ts';
import { endThird } from './third-leg.ts';

type OrderOf<Name extends keyof CallParts> = Parameters<CallParts[Name]>[0];
export type NumberThird = Extract<Third, { of: 'number' }>;

/** How long a third party's phone rings. */
const RING_MS = seconds(45);
/** A switch that does not say what became of the order for so long after that has lost it. */
const GIVE_UP_MS = seconds(5);

export const consult = (x: Exchange, { attemptId, target }: OrderOf<'consult'>): void =>
  callThird(x, attemptId, target, 'consult');

export const transfer = (x: Exchange, { attemptId, target }: OrderOf<'transfer'>): void =>
  callThird(x, attemptId, target, 'transfer');

export const conference = (x: Exchange, { attemptId, target }: OrderOf<'conference'>): void =>
  callThird(x, attemptId, target, 'conference');

export function talkWith(x: Exchange, { attemptId, side }: OrderOf<'talkWith'>): void {
  const call = answeredCall(x, attemptId);
  if (call?.talk.third?.isUp !== true) return;
  putTalk(x, call, { side, isHeld: false });
  settleCall(x, attemptId);
}

/** The agent leaves; customer and third party stay together. */
export function completeTransfer(x: Exchange, { attemptId }: OrderOf<'completeTransfer'>): void {
  const call = answeredCall(x, attemptId);
  if (call?.talk.agentId === undefined || call.talk.third?.isUp !== true) return;
  putInAgentsPlace(x, call, call.talk.third);
}

export function endConsultation(x: Exchange, { attemptId }: OrderOf<'endConsultation'>): void {
  const call = answeredCall(x, attemptId);
  if (call?.talk.third === undefined) return;
  const isStillUp = endThird(x, call);
  settleCall(x, attemptId);
  if (!isStillUp) x.tell({ type: 'consultation', attemptId, state: 'ended' });
}

function callThird(
  x: Exchange,
  attemptId: AttemptId,
  target: CallTarget,
  purpose: Third['purpose'],
): void {
  const call = answeredCall(x, attemptId);
  if (call === undefined || call.talk.third !== undefined) return;
  const isNew = { purpose, isUp: false, hasRung: false, isEnding: false };
  const side = purpose === 'consult' ? 'target' : 'customer';
  const third: Third =
    target.kind === 'number'
      ? { ...isNew, of: 'number', legId: newLegId(x, 'third', attemptId) }
      : { ...isNew, of: 'agent', agentId: target.agentId };
  if (third.of === 'agent' && callWith(x, third.agentId) !== undefined) {
    return x.tell({ type: 'consultation', attemptId, state: 'ended' });
  }
  putTalk(x, call, { third, side, isHeld: false, room: 'own' });
  settleCall(x, attemptId);
  if (target.kind === 'number') {
    return dialThird(x, attemptId, third, { phone: target.phone, ringMs: RING_MS });
  }
  if (upLegOf(x.lines, target.agentId) === undefined) return borrowLeg(x, target.agentId);
  return onThirdUp(x, attemptId);
}

/** Whom to call, and as whom. */
export type ThirdDial = {
  readonly phone: string;
  readonly callerId?: string | undefined;
  readonly ringMs: Millis;
};

/** Through whichever trunk has room, as every call that goes out. */
export function dialThird(
  x: Exchange,
  attemptId: AttemptId,
  third: Third,
  { phone, callerId, ringMs }: ThirdDial,
): void {
  if (third.of !== 'number') return;
  const { legId } = third;
  x.queue.submit({
    legId,
    until: after(x.timers.now(), ringMs),
    onTrunk: (trunk) => {
      const endpoint = dialString(x.site, trunk, phone);
      const from = callerIdOf(trunk, callerId);
      const way = { endpoint, formats: codecsOf(trunk), callerId: from, ringMs };
      originateThird(x, attemptId, third, way);
    },
    onRefused: () => onThirdGone(x, attemptId, legId),
  });
}

/** How a leg is called, once it is known by which way. */
export type ThirdWay = {
  readonly endpoint: string;
  readonly formats: string;
  readonly callerId: string | undefined;
  readonly ringMs: Millis;
};

export function originateThird(
  x: Exchange,
  attemptId: AttemptId,
  { legId }: NumberThird,
  { endpoint, formats, callerId, ringMs }: ThirdWay,
): void {
  x.timers.after(millis(ringMs + GIVE_UP_MS), () => giveUp(x, attemptId, legId));
  const order = {
    channelId: legId,
    endpoint,
    app: x.app,
    formats,
    timeout: Math.max(1, Math.floor(ringMs / 1_000)),
    callerId,
    variables: { OUTPACE_ATTEMPT: attemptId, OUTPACE_LEG: 'third' },
  };
  x.orders.send('originate', order, ({ kind, status }) => {
    if (kind !== 'refused' || status === 409) return;
    x.queue.release(legId);
    onThirdGone(x, attemptId, legId);
  });
}

function giveUp(x: Exchange, attemptId: AttemptId, legId: string): void {
  const third = answeredCall(x, attemptId)?.talk.third;
  if (third?.of !== 'number' || third.legId !== legId || third.isUp) return;
  x.orders.send('hangUp', { channelId: legId });
  x.queue.release(legId);
  onThirdGone(x, attemptId, legId);
}

/** The third party's phone rings. */
export function onThirdRinging(x: Exchange, attemptId: AttemptId): void {
  const call = answeredCall(x, attemptId);
  const third = call?.talk.third;
  if (call === undefined || third === undefined || third.hasRung || third.isUp) return;
  putTalk(x, call, { third: { ...third, hasRung: true } });
  x.tell({ type: 'consultation', attemptId, state: 'ringing' });
}

/** A number that was called has answered; one that nobody waits for any more is let go. */
export function onThirdAnswered(x: Exchange, attemptId: AttemptId, legId: string): void {
  const third = answeredCall(x, attemptId)?.talk.third;
  const isIt = third?.of === 'number' && third.legId === legId && !third.isEnding;
  if (isIt) onThirdUp(x, attemptId);
  else x.orders.send('hangUp', { channelId: legId });
}

/** The third party is there. */
function onThirdUp(x: Exchange, attemptId: AttemptId): void {
  const call = answeredCall(x, attemptId);
  const third = call?.talk.third;
  if (call === undefined || third === undefined || third.isUp || third.isEnding) return;
  const there = { ...third, isUp: true };
  const side = there.purpose === 'conference' ? 'both' : call.talk.side;
  const changed = putTalk(x, call, { third: there, side });
  x.tell({ type: 'consultation', attemptId, state: 'answered' });
  if (there.purpose === 'transfer') putInAgentsPlace(x, changed, there);
  else settleCall(x, attemptId);
}

/** The third party has gone, or never came. `legId`: only if it is still this one. */
export function onThirdGone(x: Exchange, attemptId: AttemptId, legId?: string): void {
  const call = answeredCall(x, attemptId);
  const third = call?.talk.third;
  if (call === undefined || third === undefined) return;
  if (legId !== undefined && !(third.of === 'number' && third.legId === legId)) return;
  putTalk(x, call, { third: undefined, side: 'customer' });
  x.tell({ type: 'consultation', attemptId, state: 'ended' });
  // After a transfer there is nobody else left to talk with.
  if (call.talk.agentId === undefined) return hangUp(x, { attemptId });
  settleCall(x, attemptId);
}

/** An agent's phone has come up, rings or has gone: maybe they are the third party of a call. */
export function onThirdAgent(x: Exchange, agentId: AgentId, is: 'ringing' | 'up' | 'gone'): void {
  const call = callWith(x, agentId);
  const third = call?.talk.third;
  if (call === undefined || third?.of !== 'agent' || third.agentId !== agentId) return;
  const { attemptId } = call;
  if (is === 'ringing') onThirdRinging(x, attemptId);
  else if (is === 'up') onThirdUp(x, attemptId);
  else onThirdGone(x, attemptId);
}

function putInAgentsPlace(x: Exchange, call: AnsweredCall, third: Third): void {
  const { agentId } = call.talk;
  const stays = { isHeld: false, isMuted: false, beep: false };
  if (third.of === 'agent') {
    putTalk(x, call, { ...stays, agentId: third.agentId, third: undefined, side: 'customer' });
  } else {
    putTalk(x, call, { ...stays, agentId: undefined, side: 'both' });
  }
  settleCall(x, call.attemptId);
  if (agentId !== undefined) settleLine(x, agentId);
  const to = third.of === 'agent' ? third.agentId : undefined;
  x.tell({ type: 'call-transferred', attemptId: call.attemptId, agentId: to });
}
