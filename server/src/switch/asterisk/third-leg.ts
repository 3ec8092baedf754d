import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { AnsweredCall } from './call.ts';
import type { Exchange } from './exchange.ts';
import { answeredCall, putTalk } from './exchange.ts';
import { settleLine } from './settle.ts';

/**
 * Ends the third party of a call. A number's leg goes when the switch says so; an agent's phone is
 * only given back. False: there is nothing to wait for.
 */
export function endThird(x: Exchange, call: AnsweredCall): boolean {
  const { third } = call.talk;
  if (third === undefined || third.isEnding) return third !== undefined;
  if (third.of === 'agent') {
    putTalk(x, call, { third: undefined, side: 'customer' });
    settleLine(x, third.agentId);
    return false;
  }
  if (x.queue.withdraw(third.legId)) {
    putTalk(x, call, { third: undefined, side: 'customer' });
    return false;
  }
  putTalk(x, call, { third: { ...third, isEnding: true }, side: 'customer' });
  x.orders.send('hangUp', { channelId: third.legId }, ({ status }) => {
    // It has never been there: nobody else is going to say that it has gone.
    if (status === 404) forgetThird(x, call.attemptId, third.legId);
  });
  return true;
}

function forgetThird(x: Exchange, attemptId: AttemptId, legId: string): void {
  const call = answeredCall(x, attemptId);
  const third = call?.talk.third;
  if (call === undefined || third?.of !== 'number' || third.legId !== legId) return;
  x.queue.release(legId);
  putTalk(x, call, { third: undefined });
  x.tell({ type: 'consultation', attemptId, state: 'ended' });
}
