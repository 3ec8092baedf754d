import type { ErasureRow } from '@outpace/protocol/erasures.ts';
import { expect, test } from 'vitest';
import { checkWords, countWords, obstacleWords, personKey } from './erasure-words.ts';

const row: ErasureRow = {
  ...{ id: 'e-1', at: '2026-01-05T10:00:00Z', by: 'Ana', reference: 'R-1', keepSuppressed: true },
  ...{ keys: [], counts: {}, filesLeft: 0, checkedAt: '2026-01-05T10:00:01Z', found: [] },
};

test('what there is is counted, and what there is not is left out', () => {
  expect(countWords({ notes: 1, chains: 2, attempts: 0 })).toEqual([
    ...['2 entries in calling lists', '1 note'],
  ]);
});

test('a check says what it found', () => {
  expect(checkWords(row)).toBe('A search of everything found nothing any more.');
  const found = [{ table: 'interactions', column: 'note', rows: 3 }];
  expect(checkWords({ ...row, found })).toBe('Still found in interactions.note (3).');
  expect(checkWords({ ...row, filesLeft: 1 })).toMatch(/1 recording waits for the switch\.$/);
  expect(checkWords({ ...row, checkedAt: null, filesLeft: 2 })).toMatch(/^Not searched.*2 record/);
});

test('what is in the way is said, the person first', () => {
  expect(obstacleWords({ isWorkedOn: false, isImporting: false })).toBeUndefined();
  expect(obstacleWords({ isWorkedOn: true, isImporting: true })).toMatch(/being called/);
  expect(obstacleWords({ isWorkedOn: false, isImporting: true })).toMatch(/import/);
});

test('a number is asked as it was typed', () => {
  expect(personKey({ kind: 'phone', of: '+1 212' })).toEqual({ kind: 'phone', phone: '+1 212' });
  expect(personKey({ kind: 'customer', of: 'K-7' })).toEqual({
    ...{ kind: 'customer', customerId: 'K-7' },
  });
});
