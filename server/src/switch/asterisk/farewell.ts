import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { elapsed, millis } from '@outpace/engine/basics/time.ts';
import type { ActionOf } from '../../ports.ts';
import { DIALPLAN_VARIABLES, ORPHAN_CONTEXT } from '../instance/dialer-config.ts';
import type { AriEvent } from './ari-types.ts';
import type { BeepWait } from './beep-wait.ts';
import { BEEP_TONE, playAt, TALK_END_MS, talkEnded, talkStarted, waitFrom } from './beep-wait.ts';
import type { AnsweredCall } from './call.ts';
import { NOBODY } from './call.ts';
import { stopListening } from './detection.ts';
import type { Exchange } from './exchange.ts';
import { answeredCall, newLegId } from './exchange.ts';
import { NOWHERE } from './place.ts';
import { disperse } from './settle.ts';
import { endThird } from './third-leg.ts';

/** Plays the last message to a call and releases it: now, or after the beep of a machine. */
export function playAndRelease(x: Exchange, order: ActionOf<'play-and-release'>): void {
  const { attemptId, message, when } = order;
  const call = answeredCall(x, attemptId);
  if (call === undefined || x.beepWaits.has(attemptId)) return;
  stopListening(x, attemptId);
  if (when === 'now') return say(x, call, message);
  leaveAlone(x, call);
  return waitForBeep(x, call, message);
}

/** Nobody is to hear out a machine's greeting: whoever was on the call is free for the next. */
export function leaveAlone(x: Exchange, call: AnsweredCall): void {
  const { wasJoined } = call.talk;
  endThird(x, call);
  x.calls.set(call.attemptId, { ...call, talk: { ...NOBODY, wasJoined } });
  x.floor.put(call.legId, NOWHERE);
  disperse(x, call);
}

function waitForBeep(x: Exchange, call: AnsweredCall, message: string): void {
  const { attemptId, legId: channelId } = call;
  const legId = newLegId(x, 'beep', attemptId);
  const cancelWait = (): void => undefined;
  const wait = waitFrom(x.timers.now());
  x.beepWaits.set(attemptId, { legId, message, wait, cancelWait });
  keepWaiting(x, attemptId, wait);
  const snoop = { channelId, snoopId: legId, app: x.app, spy: 'in', whisper: 'none' };
  x.orders.send('snoop', snoop);
}

/** The call has gone, or somebody else decides about it. */
export function stopWaitingForBeep(x: Exchange, attemptId: AttemptId): void {
  const running = x.beepWaits.get(attemptId);
  if (running === undefined) return;
  x.beepWaits.delete(attemptId);
  running.cancelWait();
  x.orders.send('hangUp', { channelId: running.legId });
}

/** The leg that waits for the beep is there: from now on it says what it hears. */
export function onBeepLegUp(x: Exchange, attemptId: AttemptId, channelId: string): void {
  if (x.beepWaits.get(attemptId)?.legId !== channelId) {
    return x.orders.send('hangUp', { channelId });
  }
  x.orders.send('setVariable', { channelId, variable: BEEP_TONE });
  const value = String(TALK_END_MS);
  return x.orders.send('setVariable', { channelId, variable: 'TALK_DETECT(set)', value });
}

/** Something was heard where a beep is waited for. */
export function onHeard(x: Exchange, attemptId: AttemptId, type: AriEvent['type']): void {
  const running = x.beepWaits.get(attemptId);
  if (running === undefined) return;
  const { wait } = running;
  switch (type) {
    case 'ChannelToneDetected':
      return endWaiting(x, attemptId);
    case 'ChannelTalkingStarted':
      return keepWaiting(x, attemptId, talkStarted(wait));
    case 'ChannelTalkingFinished':
      return keepWaiting(x, attemptId, talkEnded(wait, x.timers.now()));
    default:
      return;
  }
}

function keepWaiting(x: Exchange, attemptId: AttemptId, wait: BeepWait): void {
  const running = x.beepWaits.get(attemptId);
  if (running === undefined) return;
  running.cancelWait();
  const rest = millis(Math.max(0, elapsed(x.timers.now(), playAt(wait))));
  const cancelWait = x.timers.after(rest, () => endWaiting(x, attemptId));
  x.beepWaits.set(attemptId, { ...running, wait, cancelWait });
}

function endWaiting(x: Exchange, attemptId: AttemptId): void {
  const running = x.beepWaits.get(attemptId);
  const call = answeredCall(x, attemptId);
  stopWaitingForBeep(x, attemptId);
  if (running !== undefined && call !== undefined) say(x, call, running.message);
}

/** The dialplan plays and hangs up by itself: nobody is left on the line if we die meanwhile. */
function say(x: Exchange, call: AnsweredCall, message: string): void {
  const { attemptId, isRefused, legId } = call;
  const { wasJoined } = call.talk;
  endThird(x, call);
  x.calls.set(attemptId, {
    attemptId,
    legId,
    isRefused,
    isEnding: false,
    phase: 'leaving',
    wasJoined,
  });
  x.floor.put(legId, NOWHERE);
  disperse(x, call);
  const variable = DIALPLAN_VARIABLES.message;
  x.orders.send('setVariable', { channelId: legId, variable, value: message });
  const order = { channelId: legId, context: ORPHAN_CONTEXT, extension: 's', priority: 1 };
  x.orders.send('continueInDialplan', order);
}
