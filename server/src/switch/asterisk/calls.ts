import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import { elapsed } from '@outpace/engine/basics/time.ts';
import type { ActionOf } from '../../ports.ts';
import { DIAL_CONTEXT, DIALPLAN_VARIABLES } from '../instance/dialer-config.ts';
import { upLegOf } from './agent-line.ts';
import type { AriFault } from './ari-faults.ts';
import type { AnsweredCall, Call, Room } from './call.ts';
import { customerLegId, deskBridgeId, NOBODY } from './call.ts';
import { startListening, stopListening } from './detection.ts';
import type { Exchange } from './exchange.ts';
import { answeredCall, lineOf, ownBridgeOf, putTalk } from './exchange.ts';
import { stopWaitingForBeep } from './farewell.ts';
import type { Ending } from './messages.ts';
import { callResultOf, refusedResultOf } from './messages.ts';
import { onCallGone } from './recordings.ts';
import { disperse, settleCall, settleLine } from './settle.ts';
import { callerIdOf, codecsOf, dialString } from './sip-objects.ts';
import { endThird } from './third-leg.ts';
import type { TrunkSettings } from './trunk-settings.ts';

type Originate = ActionOf<'originate'>;

/** Calls somebody, through whichever trunk has room. Ordered twice, it is dialed once. */
export function originate(x: Exchange, order: Originate): void {
  const { attemptId, detect, giveUpAt } = order;
  if (x.calls.has(attemptId)) return;
  const legId = customerLegId(x.site, attemptId);
  const isNew = { isEnding: false, isRefused: false };
  x.calls.set(attemptId, { attemptId, legId, ...isNew, phase: 'queued', detect });
  x.queue.submit({
    legId,
    until: giveUpAt,
    onTrunk: (trunk) => dial(x, order, legId, trunk),
    onRefused: (result) => {
      x.calls.delete(attemptId);
      x.tell({ type: 'originate-failed', attemptId, result });
    },
  });
}

function dial(x: Exchange, order: Originate, legId: string, trunk: TrunkSettings): void {
  const { attemptId, callerId, detect, giveUpAt, message, phone } = order;
  const isNew = { isEnding: false, isRefused: false };
  x.calls.set(attemptId, { attemptId, legId, ...isNew, phase: 'dialing', detect });
  const ringSeconds = Math.floor(elapsed(x.timers.now(), giveUpAt) / 1_000);
  const originated = {
    channelId: legId,
    endpoint: dialString(x.site, trunk, phone),
    context: DIAL_CONTEXT,
    extension: 's',
    formats: codecsOf(trunk),
    // Before the engine gives up by itself, so that the switch can still say why.
    timeout: Math.max(1, ringSeconds),
    callerId: callerIdOf(trunk, callerId),
    variables: {
      [DIALPLAN_VARIABLES.app]: x.app,
      [DIALPLAN_VARIABLES.message]: message,
      OUTPACE_ATTEMPT: attemptId,
      OUTPACE_LEG: 'customer',
    },
  };
  x.aside.send('originate', originated, (fault) => onNotDialed(x, attemptId, fault));
}

function onNotDialed(x: Exchange, attemptId: AttemptId, { kind, status }: AriFault): void {
  const call = x.calls.get(attemptId);
  // It may be on its way all the same: late and lost answers say nothing. And 409 says that it is.
  if (call?.phase !== 'dialing' || kind !== 'refused' || status === 409) return;
  forgetCall(x, call);
  x.tell({ type: 'originate-failed', attemptId, result: refusedResultOf(status) });
}

/** Ends the call in whatever phase it is. */
export function hangUp(x: Exchange, { attemptId }: { readonly attemptId: AttemptId }): void {
  const call = x.calls.get(attemptId);
  if (call === undefined || call.isEnding) return;
  if (call.phase === 'queued' && x.queue.withdraw(call.legId)) {
    x.calls.delete(attemptId);
    return x.tell({ type: 'call-ended', attemptId, result: 'no-answer' });
  }
  const ending = { ...call, isEnding: true };
  x.calls.set(attemptId, ending);
  stopListening(x, attemptId);
  stopWaitingForBeep(x, attemptId);
  if (ending.phase === 'answered') {
    endThird(x, ending);
    disperse(x, ending);
  }
  // Over the same line as the order to dial, so that it cannot come before that.
  x.aside.send('hangUp', { channelId: call.legId }, ({ status }) => {
    // It has gone before, or has never been: nobody else is going to say so.
    if (status === 404) onGone(x, attemptId, { cause: 0, sipCode: undefined });
  });
}

export function mute(x: Exchange, { attemptId, muted }: ActionOf<'mute'>): void {
  const call = answeredCall(x, attemptId);
  if (call === undefined) return;
  putTalk(x, call, { isMuted: muted });
  settleCall(x, attemptId);
}

export function hold(x: Exchange, { attemptId, held }: ActionOf<'hold'>): void {
  const call = answeredCall(x, attemptId);
  if (call === undefined) return;
  // Apart at the desk they would look like two who have never met.
  putTalk(x, call, { isHeld: held, room: 'own' });
  settleCall(x, attemptId);
}

/** Joins the two as soon as both are there. */
export function bridge(x: Exchange, { attemptId, agentId, beep }: ActionOf<'bridge'>): void {
  const call = answeredCall(x, attemptId);
  if (call === undefined) return;
  const before = call.talk;
  const isNew = before.agentId !== agentId || !before.wasJoined;
  const isMuted = isNew ? false : before.isMuted;
  const room = isNew ? roomFor(x, agentId, call) : before.room;
  const talk = { agentId, room, beep: beep && isNew, isHeld: false, isMuted };
  putTalk(x, call, { ...talk, side: 'customer' });
  settleCall(x, attemptId);
  if (before.agentId !== undefined && before.agentId !== agentId) settleLine(x, before.agentId);
  // Nobody is there and nobody was called: said, so that nobody waits for them.
  const { leg } = lineOf(x, agentId);
  if (leg.phase === 'down' || leg.isDropped) x.tell({ type: 'agent-leg', agentId, leg: 'failed' });
}

/**
 * At the desk, if the agent is to be found there and the person before this one has really left:
 * they must never hear each other.
 */
function roomFor(x: Exchange, agentId: AgentId, { legId, talk }: AnsweredCall): Room {
  const agentLeg = upLegOf(x.lines, agentId);
  if (agentLeg === undefined || talk.third !== undefined || talk.supervisors.size > 0) return 'own';
  return x.floor.hasOthers(deskBridgeId(x.site, agentId), [agentLeg, legId]) ? 'own' : 'desk';
}

/** The network says that the called side rings, or lets us hear that it does. */
export function onDialed(x: Exchange, attemptId: AttemptId, status: string): void {
  const call = x.calls.get(attemptId);
  if (call?.phase !== 'dialing' && call?.phase !== 'tried') return;
  const rings = status === 'RINGING' || status === 'PROGRESS';
  x.calls.set(attemptId, { ...call, phase: rings ? 'ringing' : 'tried' });
  if (rings && !call.isEnding) x.tell({ type: 'call-ringing', attemptId });
}

/** The called side has answered, and nobody has sent the call elsewhere. */
export function onAnswered(x: Exchange, attemptId: AttemptId): void {
  const call = x.calls.get(attemptId);
  if (call?.phase === 'answered' || call?.phase === 'leaving') return;
  const legId = customerLegId(x.site, attemptId);
  // Answered in the instant in which we hung up: the order is on its way, nobody is told.
  if (call?.isEnding === true) return;
  const answeredAt = x.timers.now();
  const base = { attemptId, legId, isEnding: false, isRefused: false, answeredAt };
  const answered: AnsweredCall = { ...base, phase: 'answered', talk: NOBODY };
  x.calls.set(attemptId, answered);
  x.tell({ type: 'call-answered', attemptId });
  if (call?.detect !== undefined) startListening(x, answered, call.detect);
}

/** Somebody on the other side ends it: so it was not our time-out. */
export function onHangupRequest(x: Exchange, attemptId: AttemptId): void {
  const call = x.calls.get(attemptId);
  if (call !== undefined && !call.isEnding) x.calls.set(attemptId, { ...call, isRefused: true });
}

/** The leg has gone. Said once for each call, whoever ended it and however often it is told. */
export function onGone(
  x: Exchange,
  attemptId: AttemptId,
  { cause, sipCode }: Pick<Ending, 'cause' | 'sipCode'>,
): void {
  const call = x.calls.get(attemptId);
  if (call === undefined) return;
  const { isEnding: isOurs, isRefused } = call;
  const result = callResultOf({ cause, sipCode, isOurs, isRefused, phase: endingPhase(call) });
  forgetCall(x, call);
  // Nothing has reached the network: it was not a call yet.
  if (result === 'no-free-port') return x.tell({ type: 'originate-failed', attemptId, result });
  return x.tell({ type: 'call-ended', attemptId, result });
}

function endingPhase(call: Call): Ending['phase'] {
  switch (call.phase) {
    case 'queued':
    case 'dialing':
      return 'dialing';
    case 'tried':
    case 'ringing':
      return call.phase;
    case 'answered':
      return call.talk.wasJoined ? 'joined' : 'answered';
    case 'leaving':
      return 'joined';
    default:
      return unreachable(call);
  }
}

/** Lets everybody go who had to do with the call. */
function forgetCall(x: Exchange, call: Call): void {
  const { attemptId, legId } = call;
  stopListening(x, attemptId);
  stopWaitingForBeep(x, attemptId);
  if (call.phase === 'answered') endThird(x, call);
  x.calls.delete(attemptId);
  if (call.phase === 'answered') disperse(x, call);
  x.floor.closeBridge(ownBridgeOf(x, attemptId));
  x.floor.forget(legId);
  x.queue.release(legId);
  onCallGone(x, attemptId);
}
