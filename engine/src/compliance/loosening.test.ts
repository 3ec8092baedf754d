import { expect, test } from 'vitest';
import { hours, seconds } from '../basics/time.ts';
import { START } from '../test-site.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import type { CampaignRules } from './campaign-rules.ts';
import { everyDay } from './hours.ts';
import { loosenings, looserThan, type SetLimits, unknownRules } from './loosening.ts';

const US: CampaignRules = { profile: 'us', hours: [], closedDates: [], limits: [], without: [] };
const EU: CampaignRules = { ...US, profile: 'eu' };
const SET: SetLimits = {
  ringMs: seconds(25),
  connectMsMax: seconds(2),
  abandonShareMax: 0.03,
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, rules: CampaignRules, set: Partial<SetLimits>, found: readonly string[]]>([
  ['as the law has it',              US, {}, []],
  ['stricter',                       US, { abandonShareMax: 0.01, connectMsMax: seconds(1) }, []],
  ['more may be abandoned',          US, { abandonShareMax: 0.04 }, ['a share of 0.04 abandoned, the law allows 0.03']],
  ['Canada allows more',             { ...US, profile: 'canada' }, { abandonShareMax: 0.05 }, []],
  ['a longer wait',                  US, { connectMsMax: seconds(3) }, ['3000 ms to the agent, the law allows 2000']],
  ['a shorter ring',                 US, { ringMs: seconds(10) }, ['10000 ms of ringing, the law asks for 15000']],
  ['without a rule it must keep',    { ...US, without: ['us-fl-hours'] }, {}, ['the rule us-fl-hours is left out']],
  ['without one that it may',        { ...EU, without: ['eu-three-a-day'] }, {}, []],
])('looser than the law: %s', (_why, rules, set, found) => {
  expect(loosenings(rules, { ...SET, ...set }, START)).toEqual(found);
});

test('a rule that the law does not have cannot be left out', () => {
  expect(unknownRules({ ...US, without: ['us-fl-hours', 'moon'] }, START)).toEqual(['moon']);
});

const LIMIT: AttemptLimit = {
  id: 'own',
  max: 3,
  windowMs: hours(24),
  of: 'number',
  across: 'campaign',
  counted: ['busy'],
  required: true,
};
const WITH: CampaignRules = {
  ...US,
  hours: [{ hours: everyDay(9, 18) }],
  closedDates: ['2026-12-24'],
  calendars: ['us-federal'],
  limits: [LIMIT],
  without: ['us-fl-hours'],
  regionField: 'state',
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, after: CampaignRules, found: readonly string[]]>([
  ['nothing has changed',         WITH, []],
  ['more hours are asked',        { ...WITH, hours: [...WITH.hours, { hours: everyDay(10, 12) }] }, []],
  ['a stricter count',            { ...WITH, limits: [{ ...LIMIT, max: 2, across: 'site', counted: ['busy', 'fax'] }] }, []],
  ['one more date and limit',     { ...WITH, closedDates: ['2026-12-24', '2026-12-31'], limits: [LIMIT, { ...LIMIT, id: 'b' }] }, []],
  ['a rule is asked again',       { ...WITH, without: [] }, []],
  ['another law',                 { ...WITH, profile: 'uk' }, ['another law']],
  ['other hours',                 { ...WITH, hours: [{ hours: everyDay(9, 19) }] }, ['hours are gone']],
  ['a date is open again',        { ...WITH, closedDates: [] }, ['closed dates are gone']],
  ['holidays are not kept',       { ...WITH, calendars: undefined }, ['holidays are gone']],
  ['one more rule is left out',   { ...WITH, without: ['us-fl-hours', 'us-ky-hours'] }, ['more rules are left out']],
  ['nobody names the region',     { ...WITH, regionField: undefined }, ['another field names the region']],
  ['a looser count',              { ...WITH, limits: [{ ...LIMIT, max: 4 }] }, ['the limit own is gone or counts less']],
  ['a shorter window',            { ...WITH, limits: [{ ...LIMIT, windowMs: hours(23) }] }, ['the limit own is gone or counts less']],
  ['counting less',               { ...WITH, limits: [{ ...LIMIT, counted: [] }] }, ['the limit own is gone or counts less']],
  ['not asked with an agent',     { ...WITH, limits: [{ ...LIMIT, unlessAgent: true }] }, ['the limit own is gone or counts less']],
  ['a reason to be loose',        { ...WITH, loosened: { reason: 'consent' } }, ['another reason']],
])('looser than before: %s', (_why, after, found) => {
  expect(looserThan(WITH, after)).toEqual(found);
});
