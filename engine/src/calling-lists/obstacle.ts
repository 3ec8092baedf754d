import type { CampaignId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { isOpen } from './calling-window.ts';
import type { Chain } from './chain.ts';
import { recordToDial } from './chain.ts';
import { isUsedUp } from './record.ts';
import { isSuppressed } from './suppression.ts';

/** Why a leased chain may not be dialed at this instant. */
export type Obstacle = 'lease-over' | 'suppressed' | 'used-up' | 'window-closed';

/** What has a say besides the chain itself. */
export type ObstacleFacts = {
  readonly suppressed: ReadonlyMap<string, unknown>;
  /** Whose call it is. */
  readonly campaignId: CampaignId;
  /** The list's limit on one record. */
  readonly attemptsMax: number;
  readonly at: Instant;
};

/**
 * Lease, suppression, attempts and calling window, asked at the moment of dialing; undefined when
 * nothing stands in the way.
 */
export function obstacleTo(
  chain: Chain,
  { suppressed, campaignId, attemptsMax, at }: ObstacleFacts,
): Obstacle | undefined {
  const record = recordToDial(chain);
  // Without a lease the chain may be somebody else's by now, whatever else is true of it.
  if (chain.leaseUntil <= at) return 'lease-over';
  if (isSuppressed(chain, record, suppressed, campaignId)) return 'suppressed';
  if (isUsedUp(record, attemptsMax)) return 'used-up';
  return isOpen(record, at) ? undefined : 'window-closed';
}
