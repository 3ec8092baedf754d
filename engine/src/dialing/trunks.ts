import { unreachable } from '../basics/assert.ts';
import type { ChainId } from '../basics/ids.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after, millis } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';

/**
 * Whether the calls of a session get out of our own house.
 *
 *   open → resting ⇄ trying → open
 *
 * `open`: as far as anybody knows; `resting`: too many in a row did not get out, nobody is dialed;
 * `trying`: one single call is made, and what becomes of it decides.
 */
export type Trunks =
  /** The chains of the dials that failed last, all in a row. */
  | { readonly phase: 'open'; readonly failed: readonly ChainId[] }
  | { readonly phase: 'resting'; readonly until: Instant; readonly waitMs: Millis }
  /** `waitMs`: how long the rest before it was. */
  | { readonly phase: 'trying'; readonly waitMs: Millis };

export const OPEN_TRUNKS: Trunks = { phase: 'open', failed: [] };

/** How many failures in a row are a rest, and how long: doubled each time, up to the max. */
export type TrunkLimits = {
  readonly trunkFailuresMax: number;
  readonly trunkRestMs: Millis;
  readonly trunkRestMsMax: Millis;
};

const OUR_SIDE = new Set<CallResult>([
  'all-trunks-busy',
  'no-free-port',
  'switch-error',
  'system-error',
]);

/** Said of a call that has not even rung, it means that nobody was dialed at all. */
export const isOurSide = (result: CallResult): boolean => OUR_SIDE.has(result);

/** A call has not got out. */
export function withFailure(
  trunks: Trunks,
  chainId: ChainId,
  at: Instant,
  { trunkFailuresMax, trunkRestMs, trunkRestMsMax }: TrunkLimits,
): Trunks {
  switch (trunks.phase) {
    case 'open': {
      const failed = [...trunks.failed, chainId];
      return failed.length < trunkFailuresMax
        ? { phase: 'open', failed }
        : resting(at, trunkRestMs);
    }
    case 'resting':
      // It was on its way when the rest began.
      return trunks;
    case 'trying':
      return resting(at, millis(Math.min(trunkRestMsMax, trunks.waitMs * 2)));
    default:
      return unreachable(trunks);
  }
}

const resting = (at: Instant, waitMs: Millis): Trunks => ({
  phase: 'resting',
  until: after(at, waitMs),
  waitMs,
});

/** What time alone does. */
export const rested = (trunks: Trunks, at: Instant): Trunks =>
  trunks.phase === 'resting' && trunks.until <= at
    ? { phase: 'trying', waitMs: trunks.waitMs }
    : trunks;

/** How many calls may go out now; `onTheirWay`: those of which nothing is known yet. */
export function trunkRoom(trunks: Trunks, onTheirWay: number): number {
  switch (trunks.phase) {
    case 'open':
      return Number.POSITIVE_INFINITY;
    case 'resting':
      return 0;
    case 'trying':
      return onTheirWay === 0 ? 1 : 0;
    default:
      return unreachable(trunks);
  }
}

/**
 * Whether a record whose call did not get out keeps its place, as if it had not been taken. While
 * the trunks are open one that fails twice in a row may have itself to blame, and has its turn.
 */
export const keepsPlace = (before: Trunks, after: Trunks, chainId: ChainId): boolean =>
  after.phase !== 'open' || before.phase !== 'open' || !before.failed.includes(chainId);
