import type { Instant, Millis } from '../basics/time.ts';
import { after, hours } from '../basics/time.ts';
import type { CampaignRules } from './campaign-rules.ts';
import { pastAskedMs } from './campaign-rules.ts';
import { PROFILE_IDS } from './profile.ts';
import { profileAt } from './profiles/all-profiles.ts';
import type { Need, RetentionPlan } from './retention-plan.ts';

const DAY_MS = hours(24);
const daysOf = (ms: Millis): number => Math.ceil(ms / DAY_MS);

/** A campaign whose rules are not known any more: it may have named any law. */
export type KnownRules = CampaignRules | undefined | 'removed';

/** What is needed of the attempts of a campaign, while the site has `others`, itself included. */
export function needsOf(
  rules: KnownRules,
  others: readonly (CampaignRules | undefined)[],
  at: Instant,
): readonly Need[] {
  // A limit may count the calls of every campaign of the site.
  const limits = others.map((each) => daysOf(pastAskedMs(each, at) ?? hours(0)));
  const limit: Need = { why: 'limit', days: Math.max(0, ...limits) };
  if (rules === undefined) return [limit];
  if (rules === 'removed') {
    const laws = PROFILE_IDS.map((id) => profileAt(id, at).retentionDays);
    return [{ why: 'law', days: Math.max(...laws) }, limit];
  }
  const { retentionDays, abandonment } = profileAt(rules.profile, at);
  return [
    { why: 'law', days: retentionDays },
    limit,
    { why: 'abandonment', days: daysOf(abandonment.periodMs) },
  ];
}

/** For how many days attempts are kept that are needed so; undefined: for good. */
export function attemptsKeptDays(
  { attempts }: RetentionPlan,
  needs: readonly Need[],
): number | undefined {
  return attempts === null ? undefined : Math.max(attempts, ...needs.map(({ days }) => days));
}

/** No recording is kept longer than the attempt it is of. Undefined: for good. */
export function recordingsKeptDays(
  plan: RetentionPlan,
  needs: readonly Need[],
): number | undefined {
  const attempts = attemptsKeptDays(plan, needs);
  const { recordings } = plan;
  if (recordings === null || attempts === undefined) return recordings ?? attempts;
  return Math.min(recordings, attempts);
}

/** An attempt, or a recording of one, that is old enough to be asked about. */
export type OldThing = {
  /** When the attempt was opened, or the recording begun. */
  readonly at: Instant;
  /** The call, or what the agent has to say of it, is not over. */
  readonly isOpen: boolean;
  /** The person was promised a call that is still to come: what was said is needed for it. */
  readonly isPromised: boolean;
  /** Something was recorded in it that is still there. */
  readonly hasRecording: boolean;
};

/** Before this moment it has been kept for long enough; undefined: never. */
export const forgottenBefore = (days: number | undefined, now: Instant): Instant | undefined =>
  days === undefined ? undefined : after(now, hours(-24 * days));

/** Whether it may be removed now, having been kept for so many days; undefined: for good. */
export function mayForget(thing: OldThing, days: number | undefined, now: Instant): boolean {
  const before = forgottenBefore(days, now);
  if (before === undefined || thing.at >= before) return false;
  return !thing.isOpen && !thing.isPromised && !thing.hasRecording;
}
