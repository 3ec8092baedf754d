import type { CallingListId } from '../basics/ids.ts';
import type { Instant, Millis } from '../basics/time.ts';
import type { CallingRecord } from '../calling-lists/record.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import { lookBackMs } from './attempt-limit.ts';
import type { CalendarId } from './calendars.ts';
import { CALENDARS } from './calendars.ts';
import type { LocalHours, WeeklyHours } from './hours.ts';
import { dailyHours, isOpenIn, onDays, span } from './hours.ts';
import type { ComplianceProfile, ProfileId } from './profile.ts';
import { profileAt } from './profiles/all-profiles.ts';
import { placeOf } from './regions.ts';

/** Hours of a campaign's own, for all its lists or for one of them. */
export type OwnHours = {
  readonly listId?: CallingListId | undefined;
  readonly hours: WeeklyHours;
};

/** The law that a campaign names, and what it asks of itself besides. */
export type CampaignRules = {
  readonly profile: ProfileId;
  readonly hours: readonly OwnHours[];
  /** Days on which the campaign calls nobody, where the person is: `2026-12-24`. */
  readonly closedDates: readonly string[];
  /** On whose holidays the campaign calls nobody. */
  readonly calendars?: readonly CalendarId[] | undefined;
  readonly limits: readonly AttemptLimit[];
  /** Rules of the profile that are not asked, by id. */
  readonly without: readonly string[];
  /** The field of the records that names the state or country, such as `FL` or `US-FL`. */
  readonly regionField?: string | undefined;
  /** Why the campaign is looser than its profile; without a word it may not be. */
  readonly loosened?: { readonly reason: string } | undefined;
};

/** One rule about the hour, as it is asked in one zone. */
export type HoursRule = LocalHours & { readonly rule: string; readonly version: string };

type Whom = { readonly listId: CallingListId; readonly record: CallingRecord };

/** Everything that has a say in the hour: all of it must be open. */
export function hoursOf(rules: CampaignRules, whom: Whom, at: Instant): readonly HoursRule[] {
  const { record, listId } = whom;
  const profile = profileAt(rules.profile, at);
  const place = placeOf(record.phone);
  // Where a number may be in several zones, it must be time in each of them.
  const zones = [...new Set([record.zone, ...place.zones])];
  const found: HoursRule[] = [
    {
      rule: 'record-hours',
      version: 'record',
      hours: dailyHours(record),
      zone: record.zone,
    },
  ];
  const add = (rule: string, version: string, hours: WeeklyHours): void => {
    if (rules.without.includes(rule)) return;
    found.push(...zones.map((zone) => ({ rule, version, hours, zone })));
  };
  const { version } = profile;
  add(hoursRuleId(profile), version, profile.hours);
  for (const region of regionsOf(rules, record)) {
    const { hours } = profile.regions[region] ?? {};
    if (hours !== undefined) add(hoursRuleId(profile, region), version, hours);
  }
  for (const hours of ownHours(rules, listId)) add('campaign-hours', 'campaign', hours);
  return found;
}

/** Those of the profile, of the regions that the number and the record name, and the own ones. */
export function limitsOf(
  rules: CampaignRules,
  record: CallingRecord,
  at: Instant,
): readonly { readonly limit: AttemptLimit; readonly version: string }[] {
  const profile = profileAt(rules.profile, at);
  const regional = regionsOf(rules, record).flatMap(
    (region) => profile.regions[region]?.limits ?? [],
  );
  const lawful = [...profile.limits, ...regional]
    .filter(({ id }) => !rules.without.includes(id))
    .map((limit) => ({ limit, version: profile.version }));
  return [...lawful, ...rules.limits.map((limit) => ({ limit, version: 'campaign' }))];
}

/** How far back the store is asked for attempts; undefined: nothing counts them. */
export function pastAskedMs(rules: CampaignRules | undefined, at: Instant): Millis | undefined {
  if (rules === undefined) return undefined;
  const profile = profileAt(rules.profile, at);
  const regional = Object.values(profile.regions).flatMap(({ limits }) => limits ?? []);
  return lookBackMs([...profile.limits, ...regional, ...rules.limits]);
}

/**
 * Whether anybody of this list whose record has this zone could be called now, whatever their
 * number: so that a store need not hand out what would only come back.
 */
export function mayBeOpen(
  rules: CampaignRules,
  listId: CallingListId,
  zone: string,
  at: Instant,
): boolean {
  return zoneHours(rules, listId, at).every((hours) => isOpenIn({ hours, zone }, at));
}

/** The hours that hold for everybody of a list. */
export function zoneHours(
  rules: CampaignRules,
  listId: CallingListId,
  at: Instant,
): readonly WeeklyHours[] {
  const profile = profileAt(rules.profile, at);
  const isAsked = !rules.without.includes(hoursRuleId(profile));
  return [...(isAsked ? [profile.hours] : []), ...ownHours(rules, listId)];
}

function ownHours(rules: CampaignRules, listId: CallingListId): readonly WeeklyHours[] {
  const { closedDates, calendars = [] } = rules;
  const own = rules.hours
    .filter((each) => each.listId === undefined || each.listId === listId)
    .map(({ hours }) => hours);
  const kept = calendars.map((id) => ({
    ...ALWAYS,
    holidays: { calendar: CALENDARS[id], spans: [] },
  }));
  return [...own, ...kept, ...(closedDates.length === 0 ? [] : [{ ...ALWAYS, closedDates }])];
}

const ALL_DAY = [span(0, 24)];
const ALWAYS: WeeklyHours = onDays(ALL_DAY, ALL_DAY, ALL_DAY);

/** Of the number and, where the campaign names a field, of the record: each of them is asked. */
export function regionsOf(
  { regionField, profile }: CampaignRules,
  { phone, fields }: CallingRecord,
): readonly string[] {
  const { region } = placeOf(phone);
  const named = regionField === undefined ? undefined : fields[regionField];
  const found = region === undefined ? [] : [region];
  if (typeof named !== 'string' || named.trim() === '') return found;
  const text = named.trim().toUpperCase();
  const country = COUNTRY_OF[profile];
  const whole = country === undefined || text.includes('-') ? text : `${country}-${text}`;
  return [...new Set([...found, whole])];
}

/** Where a state is named without its country. */
const COUNTRY_OF: Readonly<Partial<Record<ProfileId, string>>> = {
  us: 'US',
  'us-debt-collection': 'US',
  canada: 'CA',
};

/** The name of the rule about the hour: of the whole country, or of one region such as `US-FL`. */
export const hoursRuleId = ({ id }: Pick<ComplianceProfile, 'id'>, region?: string): string =>
  `${region?.toLowerCase() ?? id}-hours`;

/** Every rule of a profile by its id, and whether a campaign may leave it out unasked. */
export function rulesOf(profile: ComplianceProfile): ReadonlyMap<string, 'required' | 'optional'> {
  const found = new Map<string, 'required' | 'optional'>();
  found.set(hoursRuleId(profile), 'required');
  const regions = Object.entries(profile.regions);
  for (const [region, { hours }] of regions) {
    if (hours !== undefined) found.set(hoursRuleId(profile, region), 'required');
  }
  const limits = [...profile.limits, ...regions.flatMap(([, each]) => each.limits ?? [])];
  for (const { id, required } of limits) found.set(id, required ? 'required' : 'optional');
  return found;
}
