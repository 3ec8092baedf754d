import { expect, test } from 'vitest';
import { askAgainMs } from './ask-again.ts';

test.each([
  ['nothing changes by time', null, 60_000],
  ['nothing is known yet', undefined, 60_000],
  ['the next change is near', 15_000, 5_250],
  ['the next change is far', 500_000, 60_000],
  ['it should have changed', 9_000, 1_000],
])('%s', (_why, changesAt, wait) => {
  expect(askAgainMs(changesAt, 10_000)).toBe(wait);
});
