import type { PacingDecisionRow } from '@outpace/protocol/pacing.ts';
import { expect, test } from 'vitest';
import { joined } from './decisions-query.ts';

const row = (at: number, opened = 0): PacingDecisionRow => ({
  ...{ at, mode: 'predictive', ready: 2, waiting: 0, inAir: 4, wanted: 1, opened },
  bound: 'risk',
});

test('what was fetched replaces what is no older, and what is too old goes', () => {
  const before = [row(1), row(2), row(3, 1)];
  expect(joined(before, [row(2), row(4, 2)], 2)).toEqual([row(2), row(4, 2)]);
  expect(joined(before, [], 2)).toEqual([row(2), row(3, 1)]);
});
