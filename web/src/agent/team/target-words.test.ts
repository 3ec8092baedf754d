import { agentGroupId, agentId } from '@outpace/engine/basics/ids.ts';
import type { TeamTarget } from '@outpace/protocol/team.ts';
import { expect, test } from 'vitest';
import { targetDetail, targetKey, targetName } from './target-words.ts';

const common = { favourite: false, callIn: 'allowed' } as const;
const number = {
  kind: 'number',
  id: '+12125550142',
  ...common,
  name: '',
  listName: '',
  suppressed: false,
} as const;

// biome-ignore format: a table is read in columns.
test.each<[target: TeamTarget, name: string, detail: string]>([
  [{ kind: 'agent', id: agentId('ben'), ...common, call: 'allowed', name: 'Ben Cole', state: 'wrap-up' },
    'Ben Cole', 'After call work'],
  [{ kind: 'group', id: agentGroupId('g'), ...common, name: 'Team', ready: 2, loggedOn: 5 },
    'Team', '2 ready of 5 logged on'],
  [number, '+1 212 555 0142', 'Typed number'],
  [{ ...number, name: 'Maria Keller', listName: 'Customers' },
    'Maria Keller', '+1 212 555 0142 · Customers'],
  [{ ...number, suppressed: true }, '+1 212 555 0142', 'Do not call'],
])('%o', (target, name, detail) => {
  expect([targetName(target), targetDetail(target)]).toEqual([name, detail]);
});

test('a colleague and a number of one id are two things', () => {
  expect(targetKey(number)).toBe('number +12125550142');
});
