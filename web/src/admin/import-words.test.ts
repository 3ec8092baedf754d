import type { ImportRow } from '@outpace/protocol/calling-lists.ts';
import { expect, test } from 'vitest';
import { importSentence, importShare, importSpeed, sizeWords } from './import-words.ts';

const row = (part: Partial<ImportRow>): ImportRow => ({
  id: 'i1',
  listId: 'l1',
  fileName: 'a.csv',
  state: 'done',
  rowsRead: 45_211,
  rowsImported: 45_008,
  rowsChanged: 0,
  rowsRefused: 203,
  bytesRead: 500,
  bytesTotal: 1_000,
  problem: null,
  restartedAs: null,
  startedAt: '2026-01-05T09:00:00Z',
  endedAt: '2026-01-05T09:00:04Z',
  ...part,
});

test.each<[Partial<ImportRow>, string]>([
  [{ state: 'running' }, '45,211 rows read so far.'],
  [{}, '45,008 rows are in the list, 203 were refused.'],
  [{ rowsRefused: 0 }, 'All 45,008 rows are in the list.'],
  [
    { rowsChanged: 8 },
    '45,008 rows are in the list (8 were there and have changed), 203 were refused.',
  ],
  [{ state: 'cancelled' }, 'Cancelled: nothing of this file is in the list.'],
  [
    { state: 'refused', problem: 'A line is too long.' },
    'Nothing was imported: A line is too long.',
  ],
])('%o', (part, sentence) => {
  expect(importSentence(row(part))).toBe(sentence);
});

test('progress is the share of the file, and never more than all of it', () => {
  expect(importShare(row({ state: 'running' }))).toBe(0.5);
  expect(importShare(row({ state: 'running', bytesRead: 2_000 }))).toBe(1);
  expect(importShare(row({}))).toBe(1);
});

test('speed is known when the import has ended', () => {
  expect(importSpeed(row({}))).toBe(11_303);
  expect(importSpeed(row({ endedAt: null }))).toBeUndefined();
});

test.each([
  [17, '17 bytes'],
  [4_610, '4.6 kB'],
  [4_610_348, '4.6 MB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

test('what a restart has cut off and begun again is not to be started again', () => {
  const again = importSentence(row({ state: 'failed', restartedAs: 'i2' }));
  expect(again).toMatch(/begun again from the same file/);
  expect(again).not.toMatch(/Start it again/);
});
