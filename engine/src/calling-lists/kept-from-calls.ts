import type { CampaignId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import type { Chain } from './chain.ts';
import { recordToDial } from './chain.ts';
import type { ChainAfter } from './chain-outcome.ts';
import { putOff, suppressedUndialed } from './chain-outcome.ts';
import { isPromise } from './record.ts';
import { isNamed, suppressedUntil } from './suppression.ts';

/** What becomes of a chain that is wanted for a call and that suppression keeps from it. */
export type KeptFromCalls =
  | { readonly type: 'saved'; readonly after: ChainAfter }
  /** This campaign alone passes it over; undefined: for good. */
  | { readonly type: 'left-out'; readonly until: Instant | undefined };

/** Everything against the chains, by its text, with its end; undefined: for good. */
type Suppressed = ReadonlyMap<string, Instant | undefined>;

/**
 * Undefined: nothing keeps it from the calls of this campaign. What holds whoever calls closes the
 * chain, or puts it off to its end. What holds for one campaign leaves the chain to the others,
 * unless it was promised here: then nobody else could have it.
 */
export function keptFromCalls(
  chain: Chain,
  suppressed: Suppressed,
  campaignId: CampaignId,
  at: Instant,
): KeptFromCalls | undefined {
  const record = recordToDial(chain);
  const isEverywhere = isNamed(chain, record, suppressed, undefined);
  if (!isEverywhere && !isNamed(chain, record, suppressed, campaignId)) return undefined;
  const asked = isEverywhere ? undefined : campaignId;
  const until = suppressedUntil(chain, record, suppressed, asked);
  if (!isEverywhere && !isPromise(record)) return { type: 'left-out', until };
  const after = until === undefined ? suppressedUndialed(chain, at) : putOff(chain, until);
  return { type: 'saved', after };
}
