import { expect, test } from 'vitest';
import { recordId } from '../basics/ids.ts';
import { chain, record } from '../test-site.ts';
import { calledAt, calledOn, hasNext, recordToDial, withRecord } from './chain.ts';

const home = record(1);
const mobile = record(2, { chainN: 1, contactType: 'mobile' });
const both = chain(1, { records: [home, mobile] });

test('the record to dial is the one at the chain’s position', () => {
  expect([recordToDial(both), recordToDial({ ...both, position: 1 })]).toEqual([home, mobile]);
});

test('a position beyond the last record is a bug', () => {
  expect(() => recordToDial({ ...both, position: 2 })).toThrow('record 2 of chain 1');
});

test('there is a next number until the last one', () => {
  expect([hasNext(both), hasNext({ ...both, position: 1 })]).toEqual([true, false]);
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
