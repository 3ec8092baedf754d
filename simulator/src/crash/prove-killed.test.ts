import { expect, test } from 'vitest';
import { spread } from './prove-killed.ts';

test.each<[times: readonly number[], words: string]>([
  [[], 'none came to one'],
  [[900, 1_000, 5_000], 'median 1.0 s, 95 of 100 within 5.0 s, longest 5.0 s (3 starts)'],
])('%j', (times, words) => {
  expect(spread(times)).toBe(words);
});
