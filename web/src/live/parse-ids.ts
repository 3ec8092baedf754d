import type { CampaignGroupId, CommandId } from '@outpace/engine/basics/ids.ts';

/*
 * The only doors through which a text becomes an id on this side of the wire.
 */

export const parseCommandId = (text: string): CommandId => text as CommandId;
export const parseGroupId = (text: string): CampaignGroupId => text as CampaignGroupId;
