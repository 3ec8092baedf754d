import { expect, test } from 'vitest';
import { abandonmentChart } from './abandonment.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const view = (share: number | undefined, low: number, high: number) =>
  abandonmentChart({ share, low, high, limit: 0.03 });

test.each([
  ['nobody has answered', view(undefined, 0, 1), 'unknown'],
  ['the whole interval is below', view(0.01, 0.004, 0.02), 'under'],
  ['the limit lies inside', view(0.02, 0.01, 0.05), 'unsure'],
  ['the share is above', view(0.04, 0.02, 0.07), 'over'],
  ['the whole interval is above', view(0.08, 0.05, 0.12), 'over'],
])('%s', (_why, chart, verdict) => {
  expect(chart.verdict).toBe(verdict);
});

test('the words carry every number of the chart', () => {
  expect(plain(view(0.012, 0.006, 0.024).text)).toBe(
    '1.2 % abandoned (95 % interval 0.6 % to 2.4 %), limit 3 %: under the limit.',
  );
  expect(plain(view(undefined, 0, 1).text)).toBe('No live answer yet; the limit is 3 %.');
});

test('nothing is drawn outside the scale', () => {
  for (const chart of [view(0.9, 0.7, 1), view(0, 0, 0.6), view(1, 1, 1)]) {
    for (const place of [chart.share ?? 0, chart.low, chart.high, chart.limit]) {
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThanOrEqual(1);
    }
    expect(chart.low).toBeLessThanOrEqual(chart.high);
  }
});
