import type { CampaignGroupId } from '../basics/ids.ts';

/** A dial session that wants agents which others want, too. */
export type Seeker = {
  readonly groupId: CampaignGroupId;
  /** What is due to it: of each agent an equal part for every session that wants them. */
  readonly due: number;
  /** How many agents it has had at work of late, on average. */
  readonly had: number;
};

/**
 * How many whole agents each may count as its own: what is due, rounded down, and what is left one
 * by one to whoever has had least of what is due to them. Over time each has what is due.
 */
export function seatsOf(seekers: readonly Seeker[]): ReadonlyMap<CampaignGroupId, number> {
  const whole = ({ due }: Seeker): number => Math.floor(roundOff(due));
  const over = seekers.reduce((sum, seeker) => sum + seeker.due - whole(seeker), 0);
  const left = Math.round(over);
  const behind = seekers
    .filter((seeker) => roundOff(seeker.due) > whole(seeker))
    .sort((a, b) => a.had / a.due - b.had / b.due || (a.groupId < b.groupId ? -1 : 1));
  const extra = new Set(behind.slice(0, left).map(({ groupId }) => groupId));
  return new Map(
    seekers.map((seeker) => {
      const { groupId } = seeker;
      return [groupId, whole(seeker) + (extra.has(groupId) ? 1 : 0)];
    }),
  );
}

// Three thirds are 0.9999999999999999 in binary: noise takes no agent away.
const roundOff = (value: number): number => Math.round(value * 1e9) / 1e9;
