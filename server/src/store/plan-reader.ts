import type { CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';

/** Where the dialer's store finds what a campaign group is to do. */
export interface PlanReader {
  /** Undefined when the group is not there any more. */
  plan(groupId: CampaignGroupId): Promise<CampaignPlan | undefined>;
}
