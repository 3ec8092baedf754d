import { expect, test } from 'vitest';
import type { PhoneNumber } from '../basics/phone-number.ts';
import { hours } from '../basics/time.ts';
import { LIST, record, START } from '../test-site.ts';
import type { CampaignRules } from './campaign-rules.ts';
import {
  hoursOf,
  limitsOf,
  mayBeOpen,
  pastAskedMs,
  regionsOf,
  rulesOf,
  zoneHours,
} from './campaign-rules.ts';
import { everyDay } from './hours.ts';
import { profileAt } from './profiles/all-profiles.ts';

const rules = (changes: Partial<CampaignRules> = {}): CampaignRules => ({
  profile: 'us',
  hours: [],
  closedDates: [],
  limits: [],
  without: [],
  ...changes,
});

const FLORIDA = '+13055550100' as PhoneNumber;
const PANHANDLE = '+18505550100' as PhoneNumber;
const LIST_ONLY = [{ listId: LIST, hours: everyDay(10, 12) }];

// biome-ignore format: a table is read in columns.
test.each<
  [
    why: string,
    of: CampaignRules,
    phone: PhoneNumber,
    fields: Record<string, string>,
    asked: readonly string[],
  ]
>([
  ['the record and the law',         rules(), record(1).phone, {}, ['record-hours', 'us-hours']],
  ['a state of its own',             rules(), FLORIDA, {}, ['record-hours', 'us-hours', 'us-fl-hours']],
  ['a number of two zones, in both', rules(), PANHANDLE, {}, ['record-hours', 'us-hours', 'us-hours', 'us-fl-hours', 'us-fl-hours']],
  ['a state that the record names',  rules({ regionField: 'state' }), FLORIDA, { state: 'ky' }, ['record-hours', 'us-hours', 'us-fl-hours', 'us-ky-hours']],
  ['an empty one names nothing',     rules({ regionField: 'state' }), FLORIDA, { state: ' ' }, ['record-hours', 'us-hours', 'us-fl-hours']],
  ['hours of the list',              rules({ hours: LIST_ONLY }), record(1).phone, {}, ['record-hours', 'us-hours', 'campaign-hours']],
  ['closed dates are hours as well', rules({ closedDates: ['2026-12-24'] }), record(1).phone, {}, ['record-hours', 'us-hours', 'campaign-hours']],
  ['holidays are hours as well',     rules({ calendars: ['us-federal'] }), record(1).phone, {}, ['record-hours', 'us-hours', 'campaign-hours']],
  ['a rule that is left out',        rules({ without: ['us-fl-hours'] }), FLORIDA, {}, ['record-hours', 'us-hours']],
])('asked: %s', (_why, of, phone, fields, asked) => {
  const whom = { listId: LIST, record: record(1, { phone, fields }) };
  expect(hoursOf(of, whom, START).map(({ rule }) => rule)).toEqual(asked);
});

test('the number’s own zones are asked beside that of the record', () => {
  const whom = { listId: LIST, record: record(1, { phone: PANHANDLE, zone: 'America/Denver' }) };
  const law = hoursOf(rules(), whom, START).filter(({ rule }) => rule === 'us-hours');
  expect(law.map(({ zone }) => zone)).toEqual([
    'America/Denver',
    'America/New_York',
    'America/Chicago',
  ]);
});

test('hours of one list are not those of another', () => {
  const own = rules({ hours: [{ listId: LIST, hours: everyDay(10, 12) }] });
  const other = 'other' as typeof LIST;
  expect(
    [zoneHours(own, LIST, START), zoneHours(own, other, START)].map((all) => all.length),
  ).toEqual([2, 1]);
  // 11:00 in New York.
  expect(mayBeOpen(own, LIST, 'America/New_York', START)).toBe(true);
  expect(mayBeOpen(own, LIST, 'America/Los_Angeles', START)).toBe(false);
  expect(mayBeOpen(own, other, 'America/Los_Angeles', START)).toBe(true);
});

test('limits of the law, of the state and of the campaign are counted together', () => {
  const own = { ...(limitsOf(rules(), record(1, { phone: FLORIDA }), START)[0]?.limit ?? bad()) };
  const asked = rules({ profile: 'us-debt-collection', limits: [{ ...own, id: 'own' }] });
  const found = limitsOf(asked, record(1, { phone: FLORIDA }), START);
  expect(found.map(({ limit, version }) => [limit.id, version])).toEqual([
    ['reg-f-seven-in-seven-days', '2025-11'],
    ['reg-f-week-after-talk', '2025-11'],
    ['us-fl-three-a-day', '2025-11'],
    ['own', 'campaign'],
  ]);
  const without = { ...asked, without: ['reg-f-week-after-talk'] };
  expect(limitsOf(without, record(1), START).map(({ limit }) => limit.id)).toEqual([
    'reg-f-seven-in-seven-days',
    'own',
  ]);
});

function bad(): never {
  throw new Error('Florida counts calls');
}

test('the store is asked as far back as anything counts', () => {
  expect(pastAskedMs(undefined, START)).toBeUndefined();
  expect(pastAskedMs(rules(), START)).toBe(hours(24));
  expect(pastAskedMs(rules({ profile: 'canada' }), START)).toBeUndefined();
  expect(pastAskedMs(rules({ profile: 'us-debt-collection' }), START)).toBe(hours(168));
});

test('a state without its country is one of the law’s', () => {
  const named = (profile: CampaignRules['profile'], state: string) =>
    regionsOf(rules({ profile, regionField: 'state' }), {
      ...record(1, { phone: '+18005550100' as PhoneNumber }),
      fields: { state },
    });
  expect([named('us', 'fl'), named('us', 'US-FL'), named('eu', 'de')]).toEqual([
    ['US-FL'],
    ['US-FL'],
    ['DE'],
  ]);
});

test('a campaign knows which rules it may leave out', () => {
  const found = rulesOf(profileAt('eu', START));
  expect([...found]).toEqual([
    ['eu-hours', 'required'],
    ['de-hours', 'required'],
    ['fr-hours', 'required'],
    ['eu-three-a-day', 'optional'],
    ['de-three-a-day', 'required'],
    ['fr-four-in-thirty-days', 'required'],
  ]);
});
