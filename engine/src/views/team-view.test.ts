import { expect, test } from 'vitest';
import { agentGroupId, agentId } from '../basics/ids.ts';
import { AGENTS, ANN, BEN, CAT, TestSite } from '../test-site.ts';
import { colleaguePermissions, groupPermission } from './team-view.ts';

const site = TestSite.running({ agents: [ANN, CAT, BEN], chains: [] });
site.ready(CAT);

test.each([
  [CAT, 'allowed'],
  [BEN, 'TARGET_NOT_READY'],
  [agentId('eve'), 'AGENT_NOT_LOGGED_ON'],
])('%s may be called in: %s', (id, callIn) => {
  expect(colleaguePermissions(site.state, id)).toEqual({ callIn });
});

test.each([
  [AGENTS, 'allowed'],
  [agentGroupId('night'), 'TARGET_GROUP_NOT_READY'],
])('of the group %s somebody may be called in: %s', (id, permission) => {
  expect(groupPermission(site.state, id)).toBe(permission);
});
