import type { CampaignGroupId, Epoch } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import type { QueueRank } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { CallingRecord } from '@outpace/engine/calling-lists/record.ts';
import type { CloseInteraction, OpenAttempt, OpenInteraction } from '@outpace/engine/effect.ts';
import type { RecoveredAttempt } from '@outpace/engine/event.ts';
import type { Draft } from '@outpace/engine/interactions/interaction.ts';

/** A chain as the tables keep it: without a lease, which is a row of its own. */
export type StoredChain = Omit<Chain, 'leaseUntil' | 'suppressed'> & {
  readonly state: 'ready' | 'closed';
  /** The campaign group that keeps a promise; nobody else's to call. */
  readonly promisedIn?: CampaignGroupId | undefined;
};

/** What an import says of a record that its list has already. */
export type ImportedRow = Pick<CallingRecord, 'zone' | 'dailyFrom' | 'dailyTill' | 'fields'>;

export type Lease = {
  readonly groupId: CampaignGroupId;
  readonly epoch: Epoch;
  readonly until: Instant;
  /** To put the chain back where it was when the lease just ends. */
  readonly rank: QueueRank;
};

export type StoredAttempt = OpenAttempt & {
  readonly epoch: Epoch;
  readonly result: CallResult | undefined;
  readonly connectedAt?: Instant | undefined;
  readonly endedAt: Instant | undefined;
  readonly treated?: NonNullable<RecoveredAttempt['treated']>;
};

export type StoredInteraction = OpenInteraction & {
  readonly draft: Draft;
  readonly answeredAt: Instant | undefined;
  readonly connectedAt: Instant | undefined;
  readonly done: CloseInteraction | undefined;
};
