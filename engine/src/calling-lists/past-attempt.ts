import type { AttemptId, CampaignId, ChainId } from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Instant } from '../basics/time.ts';
import type { CallResult } from './call-result.ts';

/** An attempt of the past, as far as limits ask for it. */
export type PastAttempt = {
  readonly attemptId: AttemptId;
  readonly openedAt: Instant;
  readonly phone: PhoneNumber;
  readonly chainId: ChainId;
  readonly customerId: string | undefined;
  readonly campaignId: CampaignId;
  /** Undefined while it goes on. */
  readonly result: CallResult | undefined;
};
