import { expect, test } from 'vitest';
import { recordId } from '../basics/ids.ts';
import { chain, record } from '../test-site.ts';
import type { Pass } from './chain.ts';
import { calledAt, calledOn, nextPlace, recordToDial, withRecord } from './chain.ts';
import type { CallingRecord } from './record.ts';

const home = record(1);
const mobile = record(2, { chainN: 1, contactType: 'mobile' });
const both = chain(1, { records: [home, mobile] });

test('the record to dial is the one at the chain’s position', () => {
  expect([recordToDial(both), recordToDial({ ...both, position: 1 })]).toEqual([home, mobile]);
});

test('a position beyond the last record is a bug', () => {
  expect(() => recordToDial({ ...both, position: 2 })).toThrow('record 2 of chain 1');
});

const updated = record(3, { chainN: 2, status: 'updated' });
const three = [home, mobile, updated];
const used = { ...mobile, attempts: 5 };
const out = { ...mobile, status: 'agent-error' } as const;
const blocked = { ...mobile, type: 'no-call' } as const;

// biome-ignore format: a table is read in columns.
test.each<
  [why: string, records: readonly CallingRecord[], position: number, pass: Pass, place: string]
>([
  ['the one after it',                          three, 0, { pass: 1, passes: 1 }, '1'],
  ['there is none after the last',              three, 2, { pass: 1, passes: 1 }, 'none'],
  ['unless the chain may begin again',          three, 2, { pass: 1, passes: 2 }, '0 again'],
  ['not more often than it may',                three, 2, { pass: 2, passes: 2 }, 'none'],
  ['then only of those that wait for a turn',   three, 1, { pass: 2, passes: 3 }, '0 again'],
  ['one without attempts left is passed over',  [home, used, updated], 0,
    { pass: 1, passes: 1 }, '2'],
  ['one that is out, too',                      [home, out, updated], 0,
    { pass: 1, passes: 1 }, '2'],
  ['and one that may not be called',            [home, blocked], 0, { pass: 1, passes: 9 }, 'none'],
  ['a number is never its own next',            [home], 0, { pass: 1, passes: 9 }, 'none'],
])('the next number: %s', (_why, records, position, pass, place) => {
  const next = nextPlace({ records, position }, 5, pass);
  expect(next?.record).toBe(next && records[next.place]);
  expect(next ? `${next.place}${next.isBegunAgain ? ' again' : ''}` : 'none').toBe(place);
});

test('a record is replaced by its id and the others stay', () => {
  const noted = { ...mobile, fields: { job: 'teacher' } };
  expect(withRecord(both, noted)).toEqual({ ...both, records: [home, noted] });
  expect(withRecord(both, { ...mobile, id: recordId('9') })).toEqual(both);
});

const begun = { ...both, treatment: { trigger: 'result:busy', applied: 2 } };

test('another number of the person is called, with a plan that begins anew', () => {
  const called = { ...both, position: 1, treatment: undefined };
  expect(calledAt(begun, mobile.phone)).toEqual(called);
  expect(calledOn(begun, mobile.id)).toEqual(called);
});

test('the number whose turn it is anyway goes on with its plan', () => {
  expect(calledAt(begun, home.phone)).toBe(begun);
});

test('a number of somebody else is a bug', () => {
  expect(() => calledAt(both, record(9).phone)).toThrow('the number to call in chain 1');
});
