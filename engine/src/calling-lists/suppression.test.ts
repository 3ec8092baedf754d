import { expect, test } from 'vitest';
import { callingListId, campaignId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, hours } from '../basics/time.ts';
import { chain, LIST, phone, record, START } from '../test-site.ts';
import type { SuppressionKey, SuppressionScope } from './suppression.ts';
import {
  EVERYBODY,
  isListed,
  isSuppressed,
  keysFor,
  listedText,
  suppressedUntil,
  suppressionText,
  textsOf,
  typedText,
} from './suppression.ts';

const home = record(1);
const mobile = record(2, { chainN: 1 });
const person = chain(1, { records: [home, mobile], customerId: 'C-77' });
const nobody = chain(1, { records: [home, mobile] });
const number = (n: number): SuppressionKey => ({ kind: 'phone', phone: phone(n) });
const customer: SuppressionKey = { kind: 'customer', customerId: 'C-77' };
const listed = (...keys: SuppressionKey[]) =>
  new Map(keys.map((key) => [suppressionText(key), true]));

test('a number and a customer of the same name are two things', () => {
  expect([suppressionText(number(1)), suppressionText(customer)]).toEqual([
    'phone:+12125550101',
    'customer:C-77',
  ]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: typeof person, listed: ReadonlyMap<string, unknown>, hit: boolean]>([
  ['nothing is listed',                            person, listed(),          false],
  ['this number is listed',                        person, listed(number(1)), true],
  ['another number of the person is listed',       person, listed(number(2)), false],
  ['the person is listed',                         person, listed(customer),  true],
  ['a person without customer id cannot be listed', nobody, listed(customer), false],
])('%s', (_why, of, suppressed, hit) => {
  expect(isSuppressed(of, home, suppressed, HERE)).toBe(hit);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, scope: 'number' | 'person', of: typeof person, keys: SuppressionKey[]]>([
  ['this number means this number',   'number', person, [number(2)]],
  ['the person means every number and the customer', 'person', person,
    [number(2), number(1), customer]],
  ['without a customer, every number', 'person', nobody, [number(2), number(1)]],
])('%s', (_why, scope, of, keys) => {
  expect(keysFor(of, mobile.phone, scope)).toEqual(keys);
});

const inList = (...texts: string[]) => new Map(texts.map((text) => [text, true]));
const HERE = campaignId('here');
const LIST_HERE: SuppressionScope = { kind: 'calling-list', listId: LIST };
const LIST_THERE: SuppressionScope = { kind: 'calling-list', listId: callingListId('other') };
const CAMPAIGN: SuppressionScope = { kind: 'campaign', campaignId: HERE };
const OTHER: SuppressionScope = { kind: 'campaign', campaignId: campaignId('there') };
const named = (key: SuppressionKey) => (scope: SuppressionScope) => listedText(key, scope);

// biome-ignore format: a table is read in columns.
test.each<[why: string, suppressed: ReadonlyMap<string, unknown>, hit: boolean]>([
  ['for everybody',                   inList(listedText(number(1), EVERYBODY)),  true],
  ['the customer, for everybody',     inList(listedText(customer, EVERYBODY)),   true],
  ['in the calling list of the chain', inList(listedText(number(1), LIST_HERE)), true],
  ['in another calling list',         inList(listedText(number(1), LIST_THERE)), false],
  ['in the campaign that calls',      inList(listedText(number(1), CAMPAIGN)),   true],
  ['the customer, in the campaign',   inList(listedText(customer, CAMPAIGN)),    true],
  ['in another campaign',             inList(listedText(number(1), OTHER)),      false],
  ['another number of the person',    inList(listedText(number(2), EVERYBODY)),  false],
  ['what was asked in a call is no list’s', listed(number(1)),                   false],
])('by a suppression list: %s', (_why, suppressed, hit) => {
  expect(isListed(person, home, suppressed, HERE)).toBe(hit);
  if (hit) expect(isSuppressed(person, home, suppressed, HERE)).toBe(true);
});

test('without a campaign only what holds in each of them is asked', () => {
  const inCampaign = inList(listedText(number(1), CAMPAIGN));
  expect(isListed(person, home, inCampaign, undefined)).toBe(false);
  expect(isSuppressed({ ...person, suppressed: [home.phone] }, home, inCampaign, undefined)).toBe(
    true,
  );
});

test('a customer whose id reads like an entry is somebody else', () => {
  const other = { kind: 'customer', customerId: 'listed customer:C-77' } as const;
  expect(isListed(person, home, inList(suppressionText(other)), HERE)).toBe(false);
});

test.each([
  [undefined, 'phone:+12125550101'],
  [HERE, 'listed in campaign here phone:+12125550101'],
])('a typed number that is suppressed in %s', (campaign, text) => {
  expect(typedText({ phone: phone(1), campaignId: campaign })).toBe(text);
});

const until = (...ends: readonly [SuppressionKey, Instant | undefined][]) =>
  new Map(ends.map(([key, end]) => [suppressionText(key), end]));
const soon = after(START, hours(1));
const late = after(START, hours(9));

// biome-ignore format: a table is read in columns.
test.each<[why: string, against: ReadonlyMap<string, Instant | undefined>, end: Instant | undefined]>([
  ['the number, for a while',         until([number(1), soon]), soon],
  ['the number and the customer: the later end', until([number(1), soon], [customer, late]), late],
  ['one of them for good',            until([number(1), soon], [customer, undefined]), undefined],
  ['the other for good',              until([number(1), undefined], [customer, late]), undefined],
  ['another number is no matter',     until([number(1), soon], [number(2), late]), soon],
])('suppressed until then: %s', (_why, against, end) => {
  expect(suppressedUntil(person, home, against, HERE)).toBe(end);
});

test('a chain is named by what people ask in calls and by what lists have', () => {
  const texts = textsOf(person, HERE);
  expect(new Set(texts).size).toBe(12);
  for (const key of [number(1), number(2), customer]) {
    const own = [suppressionText(key), ...[EVERYBODY, LIST_HERE, CAMPAIGN].map(named(key))];
    for (const text of own) expect(texts).toContain(text);
  }
});
