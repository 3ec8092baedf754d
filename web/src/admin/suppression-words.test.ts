import type { SuppressionFound } from '@outpace/protocol/suppressions.ts';
import { expect, test } from 'vitest';
import {
  dayOf,
  dayStart,
  endWords,
  isForEverybody,
  keyWords,
  listLine,
  removalWords,
  saidWords,
  scopeWords,
  sourceWords,
  tomorrow,
} from './suppression-words.ts';

const names = {
  callingLists: [{ id: 'l1', name: 'Bank contacts' }],
  campaigns: [{ id: 'c1', name: 'Renewals' }],
};
const NOW = new Date('2026-10-05T12:00').getTime();
const iso = (local: string): string => new Date(local).toISOString();

test.each<[listId: string | null, campaignIds: string[] | null, words: string]>([
  [null, null, 'everybody'],
  ['l1', null, 'contacts of Bank contacts'],
  ['l2', null, 'one calling list'],
  [null, ['c1'], 'calls of Renewals'],
  [null, ['c2'], 'calls of one campaign'],
  [null, ['c1', 'c2'], 'calls of 2 campaigns'],
  [null, [], 'no campaign any more'],
])('whom it concerns: %s %s', (callingListId, campaignIds, words) => {
  const scope = { callingListId, campaignIds };
  expect(scopeWords(scope, names)).toBe(words);
  expect(isForEverybody(scope)).toBe(words === 'everybody');
});

test.each([
  [0, 'Nobody is on it.'],
  [1, '1 entry goes with it.'],
  [1_204, '1,204 entries go with it.'],
])('what goes with a list of %s', (entries, words) => {
  expect(removalWords(entries)).toBe(words);
});

test.each([
  [null, 'for good'],
  [iso('2026-10-05T18:30'), 'until 18:30'],
  [iso('2026-10-06T09:00'), 'until tomorrow 09:00'],
  [iso('2026-10-05T09:00'), 'ended 09:00'],
])('until when: %s', (endsAt, words) => {
  expect(endWords(endsAt, NOW)).toBe(words);
});

test('a list in one line', () => {
  const row = {
    ...{ id: 's1', name: 'Regulator', addedBy: 'sue', addedAt: iso('2026-01-01T00:00') },
    ...{ callingListId: null, campaignIds: null, endsAt: null, entries: 1_204 },
    ...{ inForce: true, version: 1 },
  };
  expect(listLine(row, names, NOW)).toBe('1,204 entries · everybody');
  const ends = { ...row, entries: 1, callingListId: 'l1', endsAt: iso('2026-10-05T18:30') };
  expect(listLine(ends, names, NOW)).toBe('1 entry · contacts of Bank contacts · until 18:30');
  const off = { ...row, inForce: false };
  expect(listLine(off, names, NOW)).toBe('out of force · 1,204 entries · everybody');
});

const found: SuppressionFound = {
  ...{ kind: 'phone', value: '+12125550142', list: null },
  ...{ reason: '', addedBy: '', since: iso('2026-01-01T00:00'), until: null },
};

test('where it stands, and who said it', () => {
  expect(sourceWords(found)).toBe('Do not call');
  const list = { id: 's1', name: 'Regulator', callingListId: null, campaignIds: null };
  expect(sourceWords({ ...found, list })).toBe('On the list Regulator');
  expect(sourceWords({ ...found, list, kind: 'customer', value: 'C7' })).toBe(
    'On the list Regulator, as customer C7',
  );
  expect(saidWords('', '')).toBe('No reason was kept');
  expect(saidWords('asked in a letter', 'Sue')).toBe('asked in a letter · Sue');
});

test('what is named', () => {
  expect(keyWords('phone', '+12125550142')).toBe('+1 212 555 0142');
  expect(keyWords('customer', 'C7')).toBe('Customer C7');
});

test('days are those of the reader', () => {
  expect([dayStart(''), dayOf(null)]).toEqual([null, '']);
  expect(dayOf(iso('2026-12-24T00:00'))).toBe('2026-12-24');
  expect(dayStart('2026-12-24')).toBe(iso('2026-12-24T00:00'));
  expect(tomorrow(NOW)).toBe('2026-10-06');
});
