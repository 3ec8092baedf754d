import { expect, test } from 'vitest';
import { between, interactionToNextPaintMs, type Measured } from './latencies.ts';

const many = (count: number, ms: number): readonly number[] => Array<number>(count).fill(ms);

test.each<[why: string, measured: Measured, ms: number]>([
  ['nobody pressed', { reportedMs: [], interactions: 0 }, 16],
  ['too short to be reported', { reportedMs: [], interactions: 40 }, 16],
  ['one press is its own share', { reportedMs: [64], interactions: 1 }, 64],
  ['up to 49 the worst counts', { reportedMs: [24, 300], interactions: 49 }, 300],
  ['of 50 the worst is left out', { reportedMs: [24, 300], interactions: 50 }, 24],
  ['two slow ones of 100 are left out', { reportedMs: [300, 200], interactions: 100 }, 16],
  ['three are not', { reportedMs: [300, 40, 200], interactions: 100 }, 40],
  ['all reported', { reportedMs: [...many(97, 24), 80, 90, 100], interactions: 100 }, 80],
])('%s', (_why, measured, ms) => {
  expect(interactionToNextPaintMs(measured)).toBe(ms);
});

test('what came before is not measured', () => {
  const before = { reportedMs: [400, 24], interactions: 9 };
  const after = { reportedMs: [400, 24, 32], interactions: 29 };
  expect(between(before, after)).toEqual({ reportedMs: [32], interactions: 20 });
});
