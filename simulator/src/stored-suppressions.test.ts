import { callingListId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import { EVERYBODY, type SuppressionScope } from '@outpace/engine/calling-lists/suppression.ts';
import { chain, LIST, phone, record } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { StoredSuppressions } from './stored-suppressions.ts';

const person = chain(1, { records: [record(1), record(2)], customerId: 'ann' });
const first: SuppressionKey = { kind: 'phone', phone: phone(1) };
const known = (...entries: [key: SuppressionKey, listId: string | undefined, until?: number][]) => {
  const all = new StoredSuppressions();
  for (const [key, listId, until] of entries) {
    const scope: SuppressionScope =
      listId === undefined ? EVERYBODY : { kind: 'calling-list', listId: callingListId(listId) };
    const end = until === undefined ? undefined : instant(until);
    all.list([{ key, scope, until: end }], instant(0));
  }
  return all;
};

test('numbers are those of do-not-calls, of every list, and of this one', () => {
  expect(known([first, LIST]).phonesOf(person)).toEqual([phone(1)]);
  expect(known([first, undefined]).phonesOf(person)).toEqual([phone(1)]);
  expect(known([first, 'other']).phonesOf(person)).toEqual([]);
  const asked = known();
  asked.add({ kind: 'phone', phone: phone(2) }, instant(1));
  expect(asked.phonesOf(person)).toEqual([phone(2)]);
  asked.remove({ kind: 'phone', phone: phone(2) });
  expect(asked.phonesOf(person)).toEqual([]);
});

test('an entry of a list ends, a do-not-call never does', () => {
  const all = known([first, undefined, 10], [{ kind: 'customer', customerId: 'ann' }, undefined]);
  all.endAt(instant(9));
  expect(all.inForce.size).toBe(2);
  all.endAt(instant(10));
  expect(all.inForce.size).toBe(1);
});

test.each<[what: string, all: StoredSuppressions, until: Instant | undefined]>([
  ['one entry', known([first, undefined, 10]), instant(10)],
  ['the last of two', known([first, undefined, 10], [first, LIST, 30]), instant(30)],
  ['the last of two, the other way', known([first, undefined, 30], [first, LIST, 10]), instant(30)],
  ['for good beside one that ends', known([first, undefined, 10], [first, LIST]), undefined],
  [
    'the person for longer',
    known([first, LIST, 10], [{ kind: 'customer', customerId: 'ann' }, LIST, 40]),
    instant(40),
  ],
])('until when a record is not called: %s', (_what, all, until) => {
  expect(all.untilOf(person, record(1))).toBe(until);
});

test('a do-not-call is for good, whatever a list says', () => {
  const all = known([first, undefined, 10]);
  all.add(first, instant(1));
  expect(all.untilOf(person, record(1))).toBeUndefined();
});
