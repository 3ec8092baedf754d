import type { Instant, Millis } from '../basics/time.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import type { CampaignRules } from './campaign-rules.ts';
import { rulesOf } from './campaign-rules.ts';
import { profileAt } from './profiles/all-profiles.ts';

/** What a campaign sets of its own, beside what its law has to say of the same thing. */
export type SetLimits = {
  readonly ringMs: Millis;
  readonly connectMsMax: Millis;
  readonly abandonShareMax: number;
};

/** Wherein a campaign is looser than the law that it names, in words; nothing: nowhere. */
export function loosenings(
  rules: CampaignRules,
  { ringMs, connectMsMax, abandonShareMax }: SetLimits,
  at: Instant,
): readonly string[] {
  const profile = profileAt(rules.profile, at);
  const { abandonment, ringMsMin } = profile;
  const known = rulesOf(profile);
  const found: string[] = [];
  if (abandonShareMax > abandonment.shareMax) {
    found.push(`a share of ${abandonShareMax} abandoned, the law allows ${abandonment.shareMax}`);
  }
  if (connectMsMax > abandonment.connectMsMax) {
    found.push(`${connectMsMax} ms to the agent, the law allows ${abandonment.connectMsMax}`);
  }
  if (ringMs < ringMsMin) found.push(`${ringMs} ms of ringing, the law asks for ${ringMsMin}`);
  for (const id of rules.without) {
    if (known.get(id) === 'required') found.push(`the rule ${id} is left out`);
  }
  return found;
}

/** Rules that are left out and that the law does not have. */
export function unknownRules(rules: CampaignRules, at: Instant): readonly string[] {
  const known = rulesOf(profileAt(rules.profile, at));
  return rules.without.filter((id) => !known.has(id));
}

/** Wherein rules are looser than they were before, whatever the law says; nothing: nowhere. */
export function looserThan(before: CampaignRules, after: CampaignRules): readonly string[] {
  const found: string[] = [];
  if (before.profile !== after.profile) found.push('another law');
  if (before.regionField !== undefined && before.regionField !== after.regionField) {
    found.push('another field names the region');
  }
  if (lost(before.hours, after.hours)) found.push('hours are gone');
  if (lost(before.closedDates, after.closedDates)) found.push('closed dates are gone');
  if (lost(before.calendars ?? [], after.calendars ?? [])) found.push('holidays are gone');
  if (lost(after.without, before.without)) found.push('more rules are left out');
  if (JSON.stringify(before.loosened) !== JSON.stringify(after.loosened)) {
    found.push('another reason');
  }
  for (const limit of before.limits) {
    const kept = after.limits.some((other) => isAsStrict(other, limit));
    if (!kept) found.push(`the limit ${limit.id} is gone or counts less`);
  }
  return found;
}

/** Plain values, always built with their fields in the same order. */
function lost(before: readonly unknown[], after: readonly unknown[]): boolean {
  const kept = new Set(after.map((each) => JSON.stringify(each)));
  return before.some((each) => !kept.has(JSON.stringify(each)));
}

const isAsStrict = (a: AttemptLimit, b: AttemptLimit): boolean =>
  a.id === b.id &&
  a.of === b.of &&
  a.max <= b.max &&
  a.windowMs >= b.windowMs &&
  (a.across === b.across || a.across === 'site') &&
  (a.unlessAgent !== true || b.unlessAgent === true) &&
  b.counted.every((result) => a.counted.includes(result));
