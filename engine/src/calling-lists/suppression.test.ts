import { expect, test } from 'vitest';
import { chain, phone, record } from '../test-site.ts';
import type { SuppressionKey } from './suppression.ts';
import { isSuppressed, keysFor, suppressionText } from './suppression.ts';

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
