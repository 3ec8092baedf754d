import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { ActionOf } from '../../ports.ts';
import type { AnsweredCall } from './call.ts';
import { thirdLegOf } from './call.ts';
import type { Exchange } from './exchange.ts';
import { answeredCall } from './exchange.ts';

/** How long a digit sounds, and the silence before the next. */
const DIGIT_MS = 100;
const PAUSE_MS = 100;

/**
 * Sends digits in the order in which they were pressed, one at a time: a leg takes no other order
 * while it sends, and whoever gives one waits with all other calls.
 */
export function sendDigits(x: Exchange, { attemptId, digits }: ActionOf<'send-digits'>): void {
  if (answeredCall(x, attemptId) === undefined) return;
  const waiting = x.digits.get(attemptId);
  x.digits.set(attemptId, (waiting ?? '') + digits);
  if (waiting === undefined) sendNext(x, attemptId);
}

function sendNext(x: Exchange, attemptId: AttemptId): void {
  const [digit, ...rest] = x.digits.get(attemptId) ?? '';
  const call = answeredCall(x, attemptId);
  if (call === undefined || digit === undefined) return void x.digits.delete(attemptId);
  x.digits.set(attemptId, rest.join(''));
  x.orders.send('sendDigits', { channelId: machineLeg(x, call), dtmf: digit, duration: DIGIT_MS });
  x.timers.after(millis(DIGIT_MS + PAUSE_MS), () => sendNext(x, attemptId));
}

/** The machine that is talked to: the third party's while the agent talks with it alone. */
function machineLeg(x: Exchange, { legId, talk }: AnsweredCall): string {
  const third = talk.side === 'target' ? thirdLegOf(talk, x.lines) : undefined;
  return third ?? legId;
}
