import type { Instant } from '@outpace/engine/basics/time.ts';
import type { AttemptLimit } from '@outpace/engine/compliance/attempt-limit.ts';
import { hoursRuleId } from '@outpace/engine/compliance/campaign-rules.ts';
import type { WeeklyHours } from '@outpace/engine/compliance/hours.ts';
import type { ComplianceProfile } from '@outpace/engine/compliance/profile.ts';
import { PROFILES, profileAt } from '@outpace/engine/compliance/profiles/all-profiles.ts';
import type { ProfileRow } from '@outpace/protocol/compliance.ts';

/** Every law that is known, as the API tells it; at this moment some of them are in force. */
export const profileRows = (at: Instant): ProfileRow[] =>
  PROFILES.map((profile) => rowOf(profile, at));

function rowOf(profile: ComplianceProfile, at: Instant): ProfileRow {
  const { id, name, from, version, sources, abandonment, ringMsMin, retentionDays } = profile;
  const regions = Object.entries(profile.regions);
  return {
    ...{ id, name, from, version, ringMsMin, retentionDays },
    inForce: profileAt(id, at) === profile,
    sources: sources.map((source) => ({ ...source })),
    abandonment: { ...abandonment },
    hours: [
      hoursRow(profile, null, profile.hours),
      ...regions.flatMap(([region, { hours }]) =>
        hours === undefined ? [] : [hoursRow(profile, region, hours)],
      ),
    ],
    limits: [
      ...profile.limits.map((limit) => limitRow(null, limit)),
      ...regions.flatMap(([region, { limits = [] }]) =>
        limits.map((limit) => limitRow(region, limit)),
      ),
    ],
  };
}

const hoursRow = (
  profile: ComplianceProfile,
  region: string | null,
  { days, holidays }: WeeklyHours,
): ProfileRow['hours'][number] => ({
  id: hoursRuleId(profile, region ?? undefined),
  region,
  days: days.map((spans) => [...spans]),
  holidays:
    holidays === undefined ? null : { calendar: holidays.calendar.id, spans: [...holidays.spans] },
});

const limitRow = (
  region: string | null,
  { unlessAgent, ...limit }: AttemptLimit,
): ProfileRow['limits'][number] => ({
  region,
  ...limit,
  counted: [...limit.counted],
  ...(unlessAgent === undefined ? {} : { unlessAgent }),
});
