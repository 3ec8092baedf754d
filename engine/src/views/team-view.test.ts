import { expect, test } from 'vitest';
import { agentGroupId, agentId } from '../basics/ids.ts';
import { AGENTS, ANN, BEN, CAT, TestSite } from '../test-site.ts';
import { colleaguePermissions, groupPermission } from './team-view.ts';

const site = TestSite.running({ agents: [ANN, CAT, BEN], chains: [] });
site.ready(CAT);

test.each([
  [CAT, 'allowed', 'allowed'],
  [BEN, 'TARGET_NOT_READY', 'allowed'],
  [agentId('eve'), 'AGENT_NOT_LOGGED_ON', 'AGENT_NOT_LOGGED_ON'],
])('%s may be called in: %s, or for a talk: %s', (id, callIn, call) => {
  expect(colleaguePermissions(site.state, id, ANN)).toEqual({ callIn, call });
});

test('nobody who is not logged on calls anybody', () => {
  expect(colleaguePermissions(site.state, CAT, agentId('eve')).call).toBe('AGENT_NOT_LOGGED_ON');
});

test.each([
  [AGENTS, 'allowed'],
  [agentGroupId('night'), 'TARGET_GROUP_NOT_READY'],
])('of the group %s somebody may be called in: %s', (id, permission) => {
  expect(groupPermission(site.state, id)).toBe(permission);
});
