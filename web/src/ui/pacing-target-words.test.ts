import { millis } from '@outpace/engine/basics/time.ts';
import type { PacingTarget } from '@outpace/engine/pacing/contract.ts';
import { expect, test } from 'vitest';
import {
  aimWords,
  ceilingWords,
  draftOf,
  newDraft,
  TARGET_CHOICES,
  targetOf,
} from './pacing-target-words.ts';

test.each<[target: PacingTarget, value: number, aim: string]>([
  [{ kind: 'abandonment', share: 0.029 }, 2.9, 'at most 2.9\u00a0% abandoned'],
  [{ kind: 'busy-factor', share: 0.85 }, 85, 'agents 85\u00a0% busy'],
  [{ kind: 'agent-wait', ms: millis(7_500) }, 7.5, 'agents wait 7.5\u00a0s between calls'],
  [{ kind: 'distribution-time', ms: millis(400) }, 0.4, 'people wait 0.4\u00a0s for an agent'],
  [
    { kind: 'maximum-gain', gain: 12, loss: 40 },
    12,
    'gain 12 per contact, loss 40 per abandoned call',
  ],
])('%o is shown in its unit and comes back as it was', (target, value, aim) => {
  const draft = draftOf(target);
  expect(draft.value).toBe(value);
  expect(targetOf(draft)).toEqual(target);
  expect(aimWords(target)).toBe(aim);
});

test('all five can be chosen, and each begins with something that may be set', () => {
  expect(TARGET_CHOICES).toHaveLength(5);
  for (const { value } of TARGET_CHOICES) expect(targetOf(newDraft(value, 0.03))).toBeDefined();
  expect(newDraft('abandonment', 0.015).value).toBe(1.5);
});

test.each([
  ['an empty field', { kind: 'busy-factor', value: '', loss: 1 }],
  ['more than everything', { kind: 'abandonment', value: 101, loss: 1 }],
  ['no time at all', { kind: 'agent-wait', value: 0, loss: 1 }],
  ['a loss of nothing', { kind: 'maximum-gain', value: 10, loss: 0 }],
] as const)('%s is not sent', (_why, draft) => {
  expect(targetOf(draft)).toBeUndefined();
});

test('the ceiling is said, and that it holds over a target above it', () => {
  const above = ceilingWords({ kind: 'abandonment', share: 0.05 }, 0.03);
  expect(above).toContain('3\u00a0% abandoned. This target is above it');
  expect(ceilingWords({ kind: 'busy-factor', share: 0.9 }, 0.03)).toContain('over every target');
});
