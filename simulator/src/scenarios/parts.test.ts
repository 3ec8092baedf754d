import { agentGroupId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { agentsOf, windowOf } from './parts.ts';

test('hours become seconds since midnight', () => {
  const window = { zone: 'UTC', dailyFrom: 28_800, dailyTill: 64_800 };
  expect(windowOf('UTC', 8, 18)).toEqual(window);
});

test('agents are numbered and belong where they are put', () => {
  const groups = [agentGroupId('a'), agentGroupId('b')] as const;
  const agents = agentsOf(3, (n) => [groups[n % 2 === 0 ? 0 : 1]]);
  expect(agents.map(({ agentId, groupIds }) => `${agentId} ${groupIds}`)).toEqual([
    'agent-0 a',
    'agent-1 b',
    'agent-2 a',
  ]);
});
