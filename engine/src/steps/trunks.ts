import type { CampaignGroupId } from '../basics/ids.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Attempt } from '../dialing/attempt.ts';
import { keepsPlace, OPEN_TRUNKS, withFailure } from '../dialing/trunks.ts';
import { putSession, sessionOf } from '../entities.ts';
import type { Turn } from '../turn.ts';
import { endUndialed, endUnreached } from './conclude.ts';

/** A call has reached somebody else's house: dialing goes on as usual. */
export function trunksWork(turn: Turn, groupId: CampaignGroupId): void {
  const session = sessionOf(turn.state, groupId);
  const { trunks } = session;
  if (trunks.phase === 'open' && trunks.failed.length === 0) return;
  putSession(turn, { ...session, trunks: OPEN_TRUNKS });
}

/** A call did not get out. That is no fault of the person's: their record waits where it was. */
export function endAtTrunk(turn: Turn, attempt: Attempt, result: CallResult): void {
  const { state, at } = turn;
  const { groupId, chainId } = attempt;
  const session = sessionOf(state, groupId);
  const { trunks: before, plan } = session;
  const trunks = withFailure(before, chainId, at, state.limits);
  putSession(turn, { ...session, trunks });
  const isRuled = plan.treatments.some(({ on }) => on.by === 'call-result' && on.result === result);
  const isTreated = !keepsPlace(before, trunks, chainId) || (isRuled && trunks.phase === 'open');
  if (isTreated) return endUnreached(turn, attempt, result);
  return endUndialed(turn, attempt, result, trunks.phase === 'resting' ? trunks.until : at);
}
