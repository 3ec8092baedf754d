import { expect, test } from 'vitest';
import { recordId } from '../basics/ids.ts';
import { chain, record } from '../test-site.ts';
import { hasNext, recordToDial, withRecord } from './chain.ts';

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
