import { expect, test } from 'vitest';
import { millis } from '../basics/time.ts';
import type { PacingTarget } from './contract.ts';
import { targetProblem } from './target.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, target: PacingTarget, problem: string | undefined]>([
  ['a share',                 { kind: 'abandonment', share: 0.01 },               undefined],
  ['none at all',             { kind: 'abandonment', share: 0 },                  undefined],
  ['more than everybody',     { kind: 'abandonment', share: 1.01 },               'share'],
  ['no number',               { kind: 'busy-factor', share: Number.NaN },         'share'],
  ['a wait',                  { kind: 'agent-wait', ms: millis(20_000) },         undefined],
  ['no wait is no target',    { kind: 'agent-wait', ms: millis(0) },              'ms'],
  ['longer than an hour',     { kind: 'distribution-time', ms: millis(3.7e6) },   'ms'],
  ['gain and loss',           { kind: 'maximum-gain', gain: 1, loss: 30 },        undefined],
  ['nothing to gain',         { kind: 'maximum-gain', gain: 0, loss: 30 },        'gain'],
  ['nothing to lose',         { kind: 'maximum-gain', gain: 1, loss: -1 },        'loss'],
])('%s', (_why, target, problem) => {
  expect(targetProblem(target)).toBe(problem);
});
