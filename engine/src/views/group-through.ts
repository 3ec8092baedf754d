import type { CampaignGroupId } from '../basics/ids.ts';
import { countIn } from '../entities.ts';
import type { SiteState } from '../state.ts';

/**
 * Whether a group has nothing more to call: the store has nothing left for it, now or later, and
 * nobody holds anything of it; or it is not loaded. One that unloads is through when it is gone.
 */
export function isThrough(state: SiteState, groupId: CampaignGroupId): boolean {
  const session = state.sessions.get(groupId);
  if (session === undefined) return true;
  if (session.phase === 'loading' || session.phase === 'unloading') return false;
  return session.finished && countIn(state.index.chainsByGroup, groupId) === 0;
}
