import type { AgentId, CampaignGroupId, ChainId, OfferId, RecordId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';

/** A record shown to one agent before its call: accepted, rejected or run out, then gone. */
export type Offer = {
  readonly id: OfferId;
  readonly agentId: AgentId;
  readonly groupId: CampaignGroupId;
  readonly chainId: ChainId;
  readonly recordId: RecordId;
  readonly offeredAt: Instant;
  readonly until: Instant;
  /** What running out means: the agent did not react, or the call starts by itself. */
  readonly atEnd: 'time-out' | 'accept';
  readonly rejectAllowed: boolean;
};
