import { expect, test } from 'vitest';
import { callingListId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, hours } from '../basics/time.ts';
import { chain, LIST, phone, record, START } from '../test-site.ts';
import type { SuppressionKey } from './suppression.ts';
import {
  isListed,
  isSuppressed,
  keysFor,
  listedText,
  suppressedUntil,
  suppressionText,
  textsOf,
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
  expect(isSuppressed(of, home, suppressed)).toBe(hit);
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
const OTHER = callingListId('other');

// biome-ignore format: a table is read in columns.
test.each<[why: string, suppressed: ReadonlyMap<string, unknown>, hit: boolean]>([
  ['for everybody',                   inList(listedText(number(1), undefined)), true],
  ['the customer, for everybody',     inList(listedText(customer, undefined)),  true],
  ['in the calling list of the chain', inList(listedText(number(1), LIST)),     true],
  ['in another calling list',         inList(listedText(number(1), OTHER)),     false],
  ['another number of the person',    inList(listedText(number(2), undefined)), false],
  ['what was asked in a call is no list’s', listed(number(1)),                  false],
])('by a suppression list: %s', (_why, suppressed, hit) => {
  expect(isListed(person, home, suppressed)).toBe(hit);
  if (hit) expect(isSuppressed(person, home, suppressed)).toBe(true);
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
  expect(suppressedUntil(person, home, against)).toBe(end);
});

test('a chain is named by what people ask in calls and by what lists have', () => {
  const texts = textsOf(person);
  expect(new Set(texts).size).toBe(9);
  for (const key of [number(1), number(2), customer]) {
    const own = [suppressionText(key), listedText(key, undefined), listedText(key, LIST)];
    for (const text of own) expect(texts).toContain(text);
  }
});
