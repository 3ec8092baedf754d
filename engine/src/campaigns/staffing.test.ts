import { expect, test } from 'vitest';
import { EQUAL_STAFFING, staffingProblem } from './staffing.ts';

test.each([
  ['nobody said anything', {}, undefined],
  ['as many as it needs', { agentsMin: 3, agentsMax: 3 }, undefined],
  ['only a minimum', { agentsMin: 30 }, undefined],
  ['more than it may have', { agentsMin: 4, agentsMax: 3 }, 'agentsMax'],
] as const)('%s', (_what, over, problem) => {
  expect(staffingProblem({ ...EQUAL_STAFFING, ...over })).toBe(problem);
});
