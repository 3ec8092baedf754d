import { countUndialed } from './agents/matching.ts';
import type { CampaignGroupId } from './basics/ids.ts';
import { countIn, engagedAgentsOf, sessionOf } from './entities.ts';
import type { SiteState } from './state.ts';

/** Whether the group may have one more call; records that may be dialed at any moment count. */
export function hasPort(state: SiteState, groupId: CampaignGroupId): boolean {
  const open = onTheirWay(state, groupId) + occupiedLines(state, groupId);
  return open < sessionOf(state, groupId).plan.limits.attemptsMax;
}

/** Calls of which nothing may have been heard yet, and records that may become one. */
export const onTheirWay = (state: SiteState, groupId: CampaignGroupId): number =>
  lookedAt(state, groupId) + countIn(state.index.unmetByGroup, groupId);

/** Lines of conversations, and both of each call that is handed on. */
export const occupiedLines = ({ index }: SiteState, groupId: CampaignGroupId): number =>
  countIn(index.attemptsByGroup, groupId) -
  countIn(index.unmetByGroup, groupId) +
  countIn(index.transferringByGroup, groupId);

/** Records that agents look at, or are on the line for, and that are not dialed yet. */
const lookedAt = (state: SiteState, groupId: CampaignGroupId): number =>
  countIn(state.index.offersByGroup, groupId) + countUndialed(engagedAgentsOf(state, groupId));
