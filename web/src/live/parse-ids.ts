import type { CampaignGroupId, CommandId } from '@outpace/engine/basics/ids.ts';
import type { Millis } from '@outpace/engine/basics/time.ts';

/*
 * The only doors through which a text becomes an id, or a number a time, on this side of the wire.
 */

export const parseCommandId = (text: string): CommandId => text as CommandId;
export const parseGroupId = (text: string): CampaignGroupId => text as CampaignGroupId;
export const parseMillis = (ms: number): Millis => Math.round(ms) as Millis;
