import { expect, test } from 'vitest';
import { attemptId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import { FIRST_DIAL, START } from '../test-site.ts';
import type { Attempt } from './attempt.ts';
import { dialing, waiting } from './attempt.ts';
import { excessCalls } from './excess.ts';

const call = (n: number, agentId: Attempt['agentId'] = undefined): Attempt =>
  dialing({ ...FIRST_DIAL, id: attemptId(`a${n}`), agentId }, seconds(25));
const waits = (n: number): Attempt => waiting(call(n), START, seconds(2));

// biome-ignore format: a table is read in columns.
test.each<[why: string, calls: readonly Attempt[], agents: number, lines: number, taken: readonly string[]]>([
  ['as many calls as agents',             [call(1), call(2)],               2, 1,   []],
  ['the youngest goes first',             [call(1), call(2), call(3)],      2, 1,   ['a3']],
  ['all of them without agents',          [call(1), call(2)],               0, 1,   ['a2', 'a1']],
  ['more lines, more calls',              [call(1), call(2), call(3)],      1, 3,   []],
  ['half a line is a line',               [call(1)],                        1, 0.5, []],
  ['one with an agent of its own is not', [call(1, FIRST_DIAL.agentId)],    0, 1,   []],
  ['nor one that was answered',           [waits(1), call(2)],              0, 1,   ['a2']],
])('%s', (_why, calls, agents, lines, taken) => {
  expect(excessCalls(calls, agents, lines).map(({ id }) => id)).toEqual(taken);
});
