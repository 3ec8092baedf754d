import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';

export type Delivery = CampaignSettings['delivery'];

export const DELIVERY_KINDS: readonly {
  readonly kind: Delivery['kind'];
  readonly label: string;
  readonly sentence: string;
}[] = [
  {
    kind: 'manual-accept',
    label: 'The agent accepts',
    sentence:
      'The record is shown first. The call is made when the agent accepts. Without an answer in ' +
      'time the record goes back and the agent becomes Not Ready.',
  },
  {
    kind: 'auto-answer-with-preview',
    label: 'Shown first, then called by itself',
    sentence: 'The record is shown for a while, then the call is made without a press.',
  },
  {
    kind: 'auto-answer',
    label: 'Called at once',
    sentence: 'No preview: the call is made and the record appears with it.',
  },
];

const OFFER_MS = 20_000;

/** Another kind, keeping what both have in common. */
export function withKind(delivery: Delivery, kind: Delivery['kind']): Delivery {
  const offerMs = 'offerMs' in delivery ? delivery.offerMs : OFFER_MS;
  switch (kind) {
    case 'manual-accept':
      return { kind, offerMs };
    case 'auto-answer-with-preview': {
      const rejectAllowed = 'rejectAllowed' in delivery ? delivery.rejectAllowed : true;
      return { kind, offerMs, rejectAllowed };
    }
    case 'auto-answer':
      return { kind };
  }
}
