import type { AnsweredCall } from './call.ts';
import type { Exchange } from './exchange.ts';
import { putTalk } from './exchange.ts';
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
  x.orders.send('hangUp', { channelId: third.legId });
  return true;
}
