import type { SuppressionFound } from '@outpace/protocol/suppressions.ts';
import { expect, test } from 'vitest';
import {
  dayStart,
  endWords,
  keyWords,
  listLine,
  saidWords,
  scopeWords,
  sourceWords,
  tomorrow,
} from './suppression-words.ts';

const lists = [{ id: 'l1', name: 'Bank contacts' }];
const NOW = new Date('2026-10-05T12:00').getTime();
const iso = (local: string): string => new Date(local).toISOString();

test.each([
  [null, 'everybody'],
  ['l1', 'contacts of Bank contacts'],
  ['l2', 'one calling list'],
])('whom it concerns: %s', (id, words) => {
  expect(scopeWords(id, lists)).toBe(words);
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
    ...{ callingListId: null, endsAt: null, entries: 1_204 },
  };
  expect(listLine(row, lists, NOW)).toBe('1,204 entries · everybody');
  const ends = { ...row, entries: 1, callingListId: 'l1', endsAt: iso('2026-10-05T18:30') };
  expect(listLine(ends, lists, NOW)).toBe('1 entry · contacts of Bank contacts · until 18:30');
});

const found: SuppressionFound = {
  ...{ kind: 'phone', value: '+12125550142', list: null },
  ...{ reason: '', addedBy: '', since: iso('2026-01-01T00:00'), until: null },
};

test('where it stands, and who said it', () => {
  expect(sourceWords(found)).toBe('Do not call');
  const list = { id: 's1', name: 'Regulator', callingListId: null };
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
  expect(dayStart('')).toBeNull();
  expect(dayStart('2026-12-24')).toBe(iso('2026-12-24T00:00'));
  expect(tomorrow(NOW)).toBe('2026-10-06');
});
