import { expect, test } from 'vitest';
import { type Twin, twinOccupancy } from './markov-twin.ts';

const plain = { handleS: 150, ringS: 12, answerShare: 0.25, graceS: 0 };

// Found by relative value iteration elsewhere and confirmed there by simulating the policy.
// biome-ignore format: a table is read in columns.
test.each<[changed: Partial<Twin> & { agents: number }, percent: number, occupancy: number]>([
  [{ agents: 2 },                                     3, 78.9],
  [{ agents: 5 },                                     3, 82.1],
  [{ agents: 5 },                                     1, 79.1],
  [{ agents: 5 },                                     5, 83.7],
  [{ agents: 5, graceS: 1.3 },                        3, 82.2],
  [{ agents: 15 },                                    3, 88.0],
  [{ agents: 15, graceS: 1.3 },                       1, 85.4],
  [{ agents: 15, answerShare: 0.06 },                 3, 86.0],
  [{ agents: 15, answerShare: 0.5 },                  3, 90.2],
  [{ agents: 50 },                                    3, 93.8],
  [{ agents: 50, handleS: 38, answerShare: 0.3 },     3, 90.7],
])('%o at %f %', (changed, percent, occupancy) => {
  const found = twinOccupancy({ ...plain, ...changed }, percent / 100);
  expect(Math.abs(found * 100 - occupancy)).toBeLessThan(0.2);
});
