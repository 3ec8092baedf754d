import type { AgentId, CallingListId, CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { QueueRank } from '@outpace/engine/calling-lists/queue-rank.ts';
import { QUEUE_RANKS, RANK_OF_TYPE } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { CallingRecord } from '@outpace/engine/calling-lists/record.ts';
import { ownerOf } from '@outpace/engine/calling-lists/record.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type { StoredChain } from './stored.ts';

/** Kept for another group, or for another agent of this one. */
export function isPromisedElsewhere(
  { promisedIn, records, position }: StoredChain,
  groupId: CampaignGroupId,
  agentId: AgentId,
): boolean {
  if (promisedIn === undefined) return false;
  const record = records[position];
  const owner = record === undefined ? undefined : ownerOf(record);
  return promisedIn !== groupId || (owner !== undefined && owner !== agentId);
}

export const usesList = (plan: CampaignPlan, listId: CallingListId): boolean =>
  plan.lists.some((list) => list.listId === listId);

export function rankOf(chain: StoredChain): QueueRank {
  const type = chain.records[chain.position]?.type;
  return type === undefined ? QUEUE_RANKS.general : RANK_OF_TYPE[type];
}

/** What was dialed and said is saved; what the row says of itself, or was edited, stays. */
export function workedOn(row: CallingRecord, saved: CallingRecord | undefined): CallingRecord {
  if (saved === undefined) return row;
  const { phone, contactType, zone, dailyFrom, dailyTill, fields } = row;
  return { ...saved, phone, contactType, zone, dailyFrom, dailyTill, fields };
}
