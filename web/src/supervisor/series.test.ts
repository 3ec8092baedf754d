import { expect, test } from 'vitest';
import { resultShares, seriesPoints, seriesSentence } from './series.ts';

const at = Date.UTC(2026, 0, 5, 9, 0);

test('the chart is told in one sentence', () => {
  const points = seriesPoints({
    bucketMs: 60_000,
    rows: [
      { at, attempts: 900, contacts: 200, abandoned: 2 },
      { at: at + 60_000, attempts: 340, contacts: 80, abandoned: 0 },
    ],
    byResult: [],
  });
  expect(points[0]?.time).toMatch(/^\d\d:\d\d$/);
  expect(seriesSentence(points, 60)).toBe('Last 60 minutes: 1,240 attempts, 280 contacts.');
});

test('the most frequent result comes first and has the longest bar', () => {
  const shares = resultShares([
    { result: 'busy', attempts: 20 },
    { result: 'fax', attempts: 0 },
    { result: 'no-answer', attempts: 80 },
  ]);
  expect(shares).toEqual([
    { result: 'no-answer', attempts: 80, share: 0.8, length: 1 },
    { result: 'busy', attempts: 20, share: 0.2, length: 0.25 },
  ]);
  expect(resultShares([])).toEqual([]);
});
