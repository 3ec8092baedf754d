import type { AttemptIn } from '../dialing/attempt.ts';
import { transferring } from '../dialing/attempt.ts';
import type { CustomerLeg } from '../dialing/surviving-leg.ts';
import { meanwhileHandedOn } from '../dialing/surviving-leg.ts';
import { putAttempt } from '../entities.ts';
import type { SwitchEvent } from '../event.ts';
import type { Turn } from '../turn.ts';
import { endNobodys } from './call-events.ts';

type Transferring = AttemptIn<'transferring'>;

/** What the switch says of the destination of a call that is handed on. */
export function onDestination(
  turn: Turn,
  attempt: Transferring,
  event: Extract<SwitchEvent, { type: 'consultation' | 'call-transferred' }>,
): void {
  if (event.type === 'call-transferred') return onThere(turn, attempt);
  if (event.state === 'ended') release(turn, attempt);
}

/** The two hear each other, for as long as they like. */
function onThere(turn: Turn, attempt: Transferring): void {
  if (attempt.giveUpAt !== undefined) putAttempt(turn, transferring(attempt, attempt, undefined));
}

/** The destination has not come, or has gone: nobody else is there to speak with. */
function release(turn: Turn, attempt: Transferring): void {
  turn.effects.push({ type: 'hang-up', attemptId: attempt.id });
  endNobodys(turn, attempt, attempt.noPerson);
}

/** What has happened to it while the switch could not be reached. */
export function catchUpTransfer(
  turn: Turn,
  attempt: Transferring,
  leg: CustomerLeg | undefined,
): void {
  const news = meanwhileHandedOn(leg);
  if (news === 'gone') release(turn, attempt);
  else if (news === 'there') onThere(turn, attempt);
}
