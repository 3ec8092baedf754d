import type { PacingDecisionRow } from '@outpace/protocol/pacing.ts';
import { expect, test } from 'vitest';
import { boundRuns, boundShares, decisionPoints, drawnFrom } from './decision-points.ts';

const row = (at: number, part: Partial<PacingDecisionRow> = {}): PacingDecisionRow => ({
  ...{ at, mode: 'predictive', ready: 2, waiting: 0, inAir: 4, wanted: 1, opened: 1 },
  ...{ bound: 'risk' },
  ...part,
});

const forecast = {
  ...{ free: 2, waiting: 0, inAir: 4, freeSoon: 1.26, answersSoon: 1.5, answerRate: 0.25 },
  ...{ risk: 0.021, price: 0.05, intended: 0.03, liveAnswers: 200, abandoned: 5 },
} as const;

test('a point is the mean of its rows, with all calls that were opened', () => {
  const rows = [row(0), row(5_000, { ready: 3, opened: 4, forecast }), row(10_000, { ready: 9 })];
  const [first, second] = decisionPoints(rows, { from: 0, to: 20_000, count: 2 });
  expect(first).toMatchObject({
    ...{ free: 2.5, freeSoon: 1.3, answersSoon: 1.5, risk: 2.1, price: 5, abandoned: 2.5 },
    ...{ opened: 5, bound: 'risk' },
  });
  expect(second).toMatchObject({ free: 9, freeSoon: undefined, risk: undefined, opened: 1 });
});

test('a decision holds for a minute and opens nothing meanwhile; then there is a gap', () => {
  const points = decisionPoints([row(0)], { from: 0, to: 120_000, count: 4 });
  expect(points.map(({ free, opened }) => [free, opened])).toEqual([
    [2, 1],
    [2, 0],
    [undefined, 0],
    [undefined, 0],
  ]);
});

test('what was decided before the span holds into it, and is not counted', () => {
  const [first] = decisionPoints([row(-10_000)], { from: 0, to: 30_000, count: 1 });
  expect(first).toMatchObject({ free: 2, opened: 0 });
});

test.each([
  ['nothing yet', undefined, -300],
  ['a moment', -20, -300],
  ['half an hour', -1_800, -1_800],
  ['a day', -86_400, -3_600],
])('after %s of decisions', (_why, first, from) => {
  const rows = first === undefined ? [] : [row(first * 1_000)];
  expect(drawnFrom(rows, 0, 3_600_000)).toBe(from * 1_000);
});

test('limits that bound, in their order and by how long', () => {
  const rows = [row(0), row(30_000), row(60_000, { bound: 'agents' }), row(90_000)];
  const points = decisionPoints(rows, { from: 0, to: 120_000, count: 4 });
  expect(boundRuns(points).map(({ bound, share }) => [bound, share])).toEqual([
    ['risk', 0.5],
    ['agents', 0.25],
    ['risk', 0.25],
  ]);
  expect(boundShares(points)).toEqual([
    { bound: 'risk', share: 0.75 },
    { bound: 'agents', share: 0.25 },
  ]);
});
