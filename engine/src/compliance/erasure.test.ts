import { expect, test } from 'vitest';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { SuppressionKey } from '../calling-lists/suppression.ts';
import {
  FATES,
  keysOfPerson,
  NOBODY,
  obstacleToErasure,
  type Person,
  type PersonChain,
  personOf,
  searchFor,
  unexplained,
} from './erasure.ts';

const [ONE, TWO, THREE] = ['+12125550142', '+12125550143', '+12125550144'] as PhoneNumber[] as [
  PhoneNumber,
  PhoneNumber,
  PhoneNumber,
];
const chain = (part: Partial<PersonChain>): PersonChain => ({
  ...{ name: 'Zoë Example', customerId: undefined, email: '', phones: [ONE] },
  ...part,
});
const byPhone: SuppressionKey = { kind: 'phone', phone: ONE };
const byCustomer: SuppressionKey = { kind: 'customer', customerId: 'K-7' };
const NONE = { names: [], phones: [] };
const ZOE = { phones: [ONE], customerIds: [], names: ['Zoë Example'], emails: [] };

// biome-ignore format: a table is read by its columns
test.each<[what: string, asked: SuppressionKey, chains: PersonChain[], others: typeof NONE | { names: string[]; phones: string[] }, person: Partial<Person>]>([
  ['nobody is known',             byPhone,    [],                                        NONE, { phones: [ONE], names: [] }],
  ['a number',                    byPhone,    [chain({})],                               NONE, ZOE],
  ['a customer in two lists',     byCustomer, [chain({ customerId: 'K-7' }), chain({ customerId: 'K-7', phones: [TWO] })], NONE, { phones: [ONE, TWO], customerIds: ['K-7'] }],
  ['the customer of a number',    byPhone,    [chain({ customerId: 'K-9' })],            NONE, { customerIds: ['K-9'] }],
  ['an e-mail address',           byPhone,    [chain({ email: 'z@example.com' })],       NONE, { emails: ['z@example.com'] }],
  ['a number of others too',      byPhone,    [chain({ phones: [ONE, TWO] })],           { names: [], phones: [TWO] }, { phones: [ONE] }],
  ['the asked one, of whomever',  byPhone,    [chain({})],                               { names: [], phones: [ONE] }, { phones: [ONE] }],
  ['a name that others have',     byPhone,    [chain({})],                               { names: ['ZOË EXAMPLE'], phones: [] }, { names: [] }],
  ['no name',                     byPhone,    [chain({ name: ' ' })],                    NONE, { names: [] }],
  ['what was erased before',      byPhone,    [chain({ phones: [NOBODY as PhoneNumber] })], NONE, { phones: [ONE] }],
])('%s', (_what, asked, chains, others, person) => {
  expect(personOf(asked, chains, others)).toMatchObject(person);
});

const NOTHING = { phones: [], customerIds: [], names: [], emails: [] };
const nationalOf = (phone: string) => phone.slice(2);
/** As a database shows a whole row. */
const inRow = (text: string) => `(7,"${text.replaceAll(/["\\]/g, '$&$&')}",x)`;

/** As the store does it: the hint first, then the pattern. */
function finds(part: Partial<Person>, text: string): boolean {
  const { pattern = '', hint = '' } = searchFor({ ...NOTHING, ...part }, nationalOf) ?? {};
  const isFound = new RegExp(pattern, 'i').test(text);
  const isHinted = new RegExp(hint, 'i').test(inRow(text));
  if (isFound && !isHinted) throw new Error('found where no hint is');
  return isFound;
}

// biome-ignore format: a table is read by its columns
test.each<[part: Partial<Person>, text: string, isFound: boolean]>([
  [{ phones: [ONE] },             '+12125550142',                        true],
  [{ phones: [ONE] },             '{"to":"+1 (212) 555-0142"}',          true],
  [{ phones: [ONE] },             'call 212.555.0142 tonight',           true],
  [{ phones: [ONE] },             '0012125550142',                       true],
  [{ phones: [ONE] },             '0212 555 0142',                       true],
  [{ phones: [ONE] },             '+12125550143',                        false],
  [{ phones: [ONE] },             '9921255501427',                       false],
  [{ phones: [ONE] },             '212 and 5550142',                     false],
  [{ phones: [ONE] },             '2\u00a01-2_5–5.5/0[1]42',               true],
  [{ customerIds: ['K-7'] },      'K-7',                                 true],
  [{ customerIds: ['K-7'] },      '{"id": "k-7"}',                       true],
  [{ customerIds: ['17'] },       '{"attemptsMax": 17}',                 false],
  [{ customerIds: ['CUST.1'] },   'of CUST.1, again',                    true],
  [{ customerIds: ['CUST.1'] },   'of CUSTX1, again',                    false],
  [{ names: ['Zoë Example'] },    'zoë example was here',                true],
  [{ names: ['Zoë Example'] },    'Zoë Examples were here',              false],
  [{ names: ['Al "Q" Example'] }, JSON.stringify({ n: 'Al "Q" Example' }), true],
  [{ emails: ['z@example.com'] }, 'write to z@example.com',              true],
  [{ emails: ['z@example.com'] }, 'write to z@exampleXcom',              false],
])('%o in %s: %s', (part, text, isFound) => {
  expect(finds(part, text)).toBe(isFound);
});

test('of whom nothing is known nothing is looked for', () => {
  expect(searchFor(NOTHING, nationalOf)).toBeUndefined();
});

test('a number whose country is not known is looked for as a whole', () => {
  const { pattern = '' } = searchFor({ ...NOTHING, phones: [THREE] }, () => undefined) ?? {};
  expect(new RegExp(pattern).test('+1 212 555 0144')).toBe(true);
  expect(new RegExp(pattern).test('212 555 0144')).toBe(false);
});

test('whoever is worked on, or may be brought back, is not erased', () => {
  const free = { isWorkedOn: false, isImporting: false };
  expect(obstacleToErasure(free)).toBeUndefined();
  expect(obstacleToErasure({ ...free, isWorkedOn: true })).toBe('PERSON_IN_HAND');
  expect(obstacleToErasure({ ...free, isImporting: true })).toBe('ERASURE_DURING_IMPORT');
});

test('the proof is found by each number and each customer id', () => {
  expect(keysOfPerson({ phones: [ONE, TWO], customerIds: ['K-7'] })).toEqual([
    ...[`phone:${ONE}`, `phone:${TWO}`, 'customer:K-7'],
  ]);
});

test('only a value of suppression is there for a reason, and only where it was asked for', () => {
  const kept = { table: 'suppressions', column: 'value', rows: 1 };
  const reason = { table: 'suppressions', column: 'reason', rows: 1 };
  const phone = { table: 'records', column: 'phone', rows: 1 };
  expect(unexplained([kept, reason, phone], true)).toEqual([reason, phone]);
  expect(unexplained([kept, reason], false)).toEqual([kept, reason]);
});

test('what is emptied of a person is a column that is said', () => {
  for (const [table, { fate, cleared = [] }] of Object.entries(FATES)) {
    expect([table, cleared.length > 0]).toEqual([table, fate === 'cleared']);
  }
});
