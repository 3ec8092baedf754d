import { hours, seconds } from '../../basics/time.ts';
import type { AttemptLimit } from '../attempt-limit.ts';
import { BOTHERS } from '../attempt-limit.ts';
import { US_HOLIDAYS } from '../calendars.ts';
import type { TimeSpan, WeeklyHours } from '../hours.ts';
import { everyDay, onDays, span } from '../hours.ts';
import type { ComplianceProfile, RegionRules } from '../profile.ts';

const TSR = { title: '16 CFR 310.4', url: 'https://www.law.cornell.edu/cfr/text/16/310.4' };
const TCPA = {
  title: '47 CFR 64.1200',
  url: 'https://www.law.cornell.edu/cfr/text/47/64.1200',
};
const RECORDS = { title: '16 CFR 310.5', url: 'https://www.law.cornell.edu/cfr/text/16/310.5' };
const STATES = {
  title: 'State calling hours, published table of November 2025',
  url: 'https://www.dropcowboy.com/state-compliance',
};
const STATE_LIMITS = {
  title: 'Fla. Stat. 501.616(6)(b) and its sisters, published table of July 2025',
  url: 'https://blog.clickpointsoftware.com/federal-and-local-call-time-and-date-compliance',
};
const REG_F = {
  title: '12 CFR 1006.14',
  url: 'https://www.law.cornell.edu/cfr/text/12/1006.14',
};

const not = (hoursOfDays: WeeklyHours, spans: readonly TimeSpan[] = []): WeeklyHours => ({
  ...hoursOfDays,
  holidays: { calendar: US_HOLIDAYS, spans },
});

const NO_SUNDAY = not(onDays([span(8, 20)], [span(8, 20)], []));

/** At most three calls in 24 hours about one subject, which here is a campaign. */
const threeADay = (state: string): AttemptLimit => ({
  id: `${state}-three-a-day`,
  max: 3,
  windowMs: hours(24),
  of: 'number',
  across: 'campaign',
  counted: BOTHERS,
  required: true,
});

/** States whose hours are narrower than the federal ones, or whose rules count calls. */
const STATE_RULES: Readonly<Record<string, RegionRules>> = {
  'US-AL': { hours: NO_SUNDAY },
  'US-CT': { hours: everyDay(9, 20) },
  'US-FL': { hours: everyDay(8, 20), limits: [threeADay('us-fl')] },
  'US-KY': { hours: everyDay(10, 21) },
  'US-LA': { hours: NO_SUNDAY },
  'US-MA': { hours: everyDay(8, 20) },
  'US-MD': { hours: everyDay(8, 20), limits: [threeADay('us-md')] },
  'US-MI': { hours: everyDay(9, 21) },
  'US-MN': { hours: everyDay(9, 21) },
  'US-MS': { hours: NO_SUNDAY },
  'US-NM': { hours: everyDay(9, 21) },
  'US-NV': { hours: everyDay(9, 20) },
  'US-OK': { hours: everyDay(8, 20), limits: [threeADay('us-ok')] },
  'US-PA': { hours: not(onDays([span(8, 21)], [span(8, 21)], [span(13.5, 21)])) },
  'US-RI': { hours: not(onDays([span(9, 18)], [span(10, 17)], [])) },
  'US-TX': { hours: onDays([span(9, 21)], [span(9, 21)], [span(12, 21)]) },
  'US-UT': { hours: not(onDays([span(8, 21)], [span(8, 21)], [])) },
  'US-WA': { hours: everyDay(8, 20) },
};

/** Telemarketing, federal, with the narrower rules of the states. */
export const US: ComplianceProfile = {
  id: 'us',
  name: 'United States, telemarketing',
  from: '2024-10-15',
  version: '2025-11',
  sources: [TSR, TCPA, RECORDS, STATES, STATE_LIMITS],
  abandonment: { shareMax: 0.03, periodMs: hours(30 * 24), connectMsMax: seconds(2) },
  ringMsMin: seconds(15),
  hours: everyDay(8, 21),
  regions: STATE_RULES,
  limits: [],
  // Five years since October 2024.
  retentionDays: 1_826,
};

/** The same law before records had to be kept for five years. */
export const US_BEFORE_2024: ComplianceProfile = {
  ...US,
  from: '1995-12-31',
  retentionDays: 730,
};

/** Debts: hours as in telemarketing, and the presumption of harassment by number of calls. */
export const US_DEBT_COLLECTION: ComplianceProfile = {
  ...US,
  id: 'us-debt-collection',
  name: 'United States, debt collection',
  from: '2021-11-30',
  sources: [REG_F, ...US.sources],
  limits: [
    {
      id: 'reg-f-seven-in-seven-days',
      max: 7,
      windowMs: hours(7 * 24),
      of: 'person',
      across: 'campaign',
      counted: BOTHERS,
      required: true,
    },
    {
      id: 'reg-f-week-after-talk',
      max: 1,
      windowMs: hours(7 * 24),
      of: 'person',
      across: 'campaign',
      counted: ['answer'],
      required: true,
    },
  ],
};
