import type { WhatIfRow } from '@outpace/protocol/what-if.ts';
import { expect, test } from 'vitest';
import { MEASURES, spreadBars, spreadWords } from './measures.ts';

const row = (...occupancy: readonly number[]): WhatIfRow =>
  ({
    days: occupancy.map((each) => ({ occupancy: each })),
    spreads:
      occupancy.length === 0
        ? undefined
        : { occupancy: { low: Math.min(...occupancy), middle: 0.5, high: Math.max(...occupancy) } },
  }) as unknown as WhatIfRow;

test('all answers share one scale, with what they are measured against', () => {
  const { bars, against } = spreadBars([row(0.4, 0.6), row(0.5)], 'occupancy', 0.9);
  const [first, second] = bars;
  expect(first?.low).toBeLessThan(first?.high ?? 0);
  expect(first?.middle).toBe(second?.middle);
  expect(against).toBeGreaterThan(first?.high ?? 1);
  for (const place of [against, first?.low, ...(first?.days ?? [])]) {
    expect(place).toBeGreaterThan(0);
    expect(place).toBeLessThan(1);
  }
});

test('an answer that has not begun has no bar, and days all alike lie in the middle', () => {
  expect(spreadBars([row()], 'occupancy', undefined).bars).toEqual([undefined]);
  expect(spreadBars([row(0.5, 0.5)], 'occupancy', undefined).bars[0]?.days).toEqual([0.5, 0.5]);
});

test('each measure is said with its unit', () => {
  const said = MEASURES.map(({ say }) => spreadWords({ low: 0.5, middle: 2, high: 25_000 }, say));
  expect(said[0]).toBe('200\u00a0% · 50\u00a0% to 2,500,000\u00a0%');
  expect(said[2]).toBe('2 · 0.5 to 25,000');
  expect(said[3]).toContain('to 25\u00a0s');
});
