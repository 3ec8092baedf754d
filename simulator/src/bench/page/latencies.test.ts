import { expect, test } from 'vitest';
import { type Measured, p98 } from './latencies.ts';

const many = (count: number, ms: number): readonly number[] => Array<number>(count).fill(ms);

test.each<[why: string, measured: Measured, ms: number]>([
  ['nobody pressed', { reportedMs: [], presses: 0 }, 0],
  ['too short to be reported', { reportedMs: [], presses: 100 }, 16],
  ['two slow ones of 100 are left out', { reportedMs: [300, 200], presses: 100 }, 16],
  ['three are not', { reportedMs: [300, 40, 200], presses: 100 }, 40],
  ['all reported', { reportedMs: [...many(97, 24), 80, 90, 100], presses: 100 }, 80],
  ['one press is its own share', { reportedMs: [64], presses: 1 }, 64],
])('%s', (_why, measured, ms) => {
  expect(p98(measured)).toBe(ms);
});
