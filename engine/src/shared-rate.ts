import type { CampaignGroupId } from './basics/ids.ts';
import type { Instant } from './basics/time.ts';
import { after, later, millis } from './basics/time.ts';
import type { DialSession } from './dialing/dial-session.ts';
import type { SiteState } from './state.ts';

/** What was kept for others and not used is looked at again after this. */
const LOOK_AGAIN_MS = millis(100);

/**
 * How many calls this session may start now, or show, under the rate of the trunks: what is shown
 * to agents becomes calls as fast. Others who were held back by it share what is free: whoever has
 * started least of late goes first.
 */
export function rateRoom(state: SiteState, { groupId }: DialSession, at: Instant): number {
  const mine = { groupId, calls: Number.POSITIVE_INFINITY };
  return state.starts.share([mine, ...claimsBeside(state, groupId)], at);
}

/** Sessions that the rate has held back, and that could dial if it did not. */
const claimsBeside = ({ sessions, index }: SiteState, mine: CampaignGroupId) =>
  [...sessions.values()].flatMap(({ groupId, phase, buffer }) => {
    const last = index.pacing.get(groupId);
    if (groupId === mine || phase !== 'running' || buffer.length === 0) return [];
    if (last?.bound !== 'rate') return [];
    return [{ groupId, calls: Math.max(1, last.wanted - last.opened) }];
  });

/** When a session that the rate holds back looks again, later than `at`. */
export const rateAgainAt = ({ starts }: SiteState, at: Instant): Instant => {
  const freeFrom = starts.freeFrom(at);
  return freeFrom > at ? freeFrom : later(freeFrom, after(at, LOOK_AGAIN_MS));
};
