import { hours, seconds } from '../../basics/time.ts';
import type { AttemptLimit } from '../attempt-limit.ts';
import { everyDay } from '../hours.ts';
import type { ComplianceProfile } from '../profile.ts';

const STATEMENT = {
  title: 'Ofcom, review of how we use our persistent misuse powers, 2016',
  url:
    'https://www.ofcom.org.uk/consultations-and-statements/category-1/' +
    'review-of-how-we-use-persistent-misuse-powers',
};

/** Who was abandoned is not called again within 72 hours, unless an agent is guaranteed. */
const REST: AttemptLimit = {
  id: 'uk-rest-after-abandoned',
  max: 1,
  windowMs: hours(72),
  of: 'number',
  across: 'site',
  counted: ['abandoned', 'dropped'],
  required: true,
  unlessAgent: true,
};

/**
 * Since March 2017 there is no safe share: any abandoned call can be misuse. The former limits stay
 * as the house's own, and the hours are those of the sector's codes.
 */
export const UK: ComplianceProfile = {
  id: 'uk',
  name: 'United Kingdom',
  from: '2017-03-01',
  version: '2017-03',
  sources: [STATEMENT],
  abandonment: { shareMax: 0.03, periodMs: hours(24), connectMsMax: seconds(2) },
  ringMsMin: seconds(15),
  hours: everyDay(8, 21),
  regions: {},
  limits: [REST],
  retentionDays: 180,
};

/** With a share that was safe: the same numbers, from when the rule of 2008 was in force. */
export const UK_BEFORE_2017: ComplianceProfile = {
  ...UK,
  from: '2008-10-31',
  version: '2008-10',
};
