import { elapsed, millis } from '@outpace/engine/basics/time.ts';
import type { ActionOf } from '../../ports.ts';
import type { AnsweredCall } from './call.ts';
import type { NumberThird } from './consultation.ts';
import { dialThird, onThirdGone, originateThird } from './consultation.ts';
import { stopListening } from './detection.ts';
import type { Exchange } from './exchange.ts';
import { answeredCall, newLegId, putTalk } from './exchange.ts';
import { leaveAlone } from './farewell.ts';
import { addressTarget } from './phone-target.ts';

/**
 * Hands a call on to a destination: whoever is on it leaves, and the two are together when the
 * destination answers. Where it does not, the call is released. Ordered twice, it is called once.
 */
export function handOn(x: Exchange, order: ActionOf<'hand-on'>): void {
  const { attemptId } = order;
  const call = answeredCall(x, attemptId);
  if (call === undefined || isHandedOn(call) || x.beepWaits.has(attemptId)) return;
  stopListening(x, attemptId);
  leaveAlone(x, call);
  const alone = answeredCall(x, attemptId);
  if (alone === undefined) return;
  const isNew = { isUp: false, hasRung: false, isEnding: false };
  const legId = newLegId(x, 'third', attemptId);
  const third: NumberThird = { of: 'number', purpose: 'transfer', legId, ...isNew };
  putTalk(x, alone, { third });
  callDestination(x, third, order);
}

const isHandedOn = ({ talk }: AnsweredCall): boolean =>
  talk.agentId === undefined && talk.third?.purpose === 'transfer';

function callDestination(x: Exchange, third: NumberThird, order: ActionOf<'hand-on'>): void {
  const { attemptId, to, callerId, giveUpAt } = order;
  const ringMs = millis(Math.max(1_000, elapsed(x.timers.now(), giveUpAt)));
  const target = addressTarget(x.site, to);
  switch (target.by) {
    case 'number':
      return dialThird(x, attemptId, third, { phone: target.number, callerId, ringMs });
    case 'endpoint': {
      // A phone of our own house takes no trunk.
      const way = { endpoint: target.endpoint, formats: target.codecs, callerId, ringMs };
      return originateThird(x, attemptId, third, way);
    }
    case 'nothing':
      return onThirdGone(x, attemptId, third.legId);
  }
}
