import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { insertAgentGroup } from './agent-groups.ts';
import {
  allCampaignGroups,
  campaignGroupRow,
  deleteCampaignGroup,
  insertCampaignGroup,
  updateCampaignGroup,
} from './campaign-groups.ts';
import { insertCampaign } from './campaigns.ts';
import { granted, openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  const [demo] = demoCampaigns('none');
  if (demo === undefined) throw new Error('the demo has campaigns');
  await insertCampaign(at.pool, at.site, 'c-1', { ...demo, lists: [] });
  await insertAgentGroup(at.pool, at.site, 'a-1', { name: 'Team', members: [] });
});
afterAll(() => at.drop());

const group = {
  name: 'Evening',
  campaignId: 'c-1',
  agentGroupId: 'a-1',
  mode: 'progressive',
  multiplier: 1.5,
  assured: { of: 'everybody' },
  staffing: { priority: 2, agentsMin: 1, agentsMax: null },
} as const;

test('a group carries the names of what it binds', async () => {
  const { pool, site } = at;
  const row = granted(await insertCampaignGroup(pool, site, 'g-1', group));
  const names = { campaignName: 'Summer renewals', agentGroupName: 'Team' };
  expect(row).toEqual({ ...group, ...names, id: 'g-1', version: 1 });
  expect(await allCampaignGroups(pool, site)).toEqual([row]);
  const faster = { ...group, multiplier: 2, staffing: { ...group.staffing, agentsMax: 4 } };
  granted(await updateCampaignGroup(pool, site, 'g-1', 1, faster));
  expect(granted(await campaignGroupRow(pool, site, 'g-1'))).toMatchObject({
    multiplier: 2,
    staffing: { priority: 2, agentsMin: 1, agentsMax: 4 },
    version: 2,
  });
  granted(await deleteCampaignGroup(pool, site, 'g-1'));
  expect(await campaignGroupRow(pool, site, 'g-1')).toMatchObject({
    problem: { code: 'CAMPAIGN_GROUP_NOT_FOUND' },
  });
});

test.each([
  [{ ...group, campaignId: 'gone' }, 'CAMPAIGN_NOT_FOUND'],
  [{ ...group, agentGroupId: 'gone' }, 'AGENT_GROUP_NOT_FOUND'],
])('of nothing there is no group', async (body, code) => {
  expect(await insertCampaignGroup(at.pool, at.site, 'g-2', body)).toMatchObject({
    ok: false,
    problem: { code },
  });
});
