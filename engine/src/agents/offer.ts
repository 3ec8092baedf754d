import { unreachable } from '../basics/assert.ts';
import type { AgentId, CampaignGroupId, ChainId, OfferId, RecordId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after } from '../basics/time.ts';
import type { Delivery } from '../campaigns/campaign.ts';

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

/** Delivery that shows the record first. */
export type PreviewDelivery = Exclude<Delivery, { readonly kind: 'auto-answer' }>;

/** An offer as the campaign's delivery has it. */
export const newOffer = (
  what: Omit<Offer, 'until' | 'atEnd' | 'rejectAllowed'>,
  delivery: PreviewDelivery,
): Offer => ({
  ...what,
  until: after(what.offeredAt, delivery.offerMs),
  atEnd: delivery.kind === 'manual-accept' ? 'time-out' : 'accept',
  rejectAllowed: delivery.kind === 'manual-accept' || delivery.rejectAllowed,
});

/** How an offer ends when it is not accepted. */
export type OfferEnd = 'rejected' | 'timed-out' | 'withdrawn';

/** What an end of an offer adds to the numbers; a withdrawal is not the agent's doing. */
export function offerCount(end: OfferEnd): 'rejects' | 'timeOuts' | undefined {
  switch (end) {
    case 'rejected':
      return 'rejects';
    case 'timed-out':
      return 'timeOuts';
    case 'withdrawn':
      return undefined;
    default:
      return unreachable(end);
  }
}
