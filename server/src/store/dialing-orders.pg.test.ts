import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dialingOrders, setGroupPriorities, setSitePriorities } from './dialing-orders.ts';
import { granted, openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

test('a site without campaigns has an order, too', async () => {
  const { pool, site } = at;
  expect(granted(await setSitePriorities(pool, site, { general: 2 }))).toEqual([]);
  expect(await dialingOrders(pool, site)).toEqual({
    types: ['campaign-callback', 'campaign-rescheduled', 'general'],
    usual: USUAL_PRIORITIES,
    site: { general: 2 },
    campaigns: [],
    groups: [],
  });
});

test('a group that is not there is refused', async () => {
  const said = await setGroupPriorities(at.pool, at.site, campaignGroupId('none'), {});
  expect(said).toMatchObject({ ok: false, problem: { code: 'CAMPAIGN_GROUP_NOT_FOUND' } });
});
