import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { DialingOrderRows } from '@outpace/protocol/dialing-order.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { StoredPlans } from '../store/plans.ts';
import { TestApp } from './test-app.ts';
import { addCampaign, type TestCampaign } from './test-campaign.ts';

let app: TestApp;
let used: TestCampaign;
beforeAll(async () => {
  app = await TestApp.open();
  used = await addCampaign(app);
});
afterAll(() => app.close());
beforeEach(() => {
  app.dialer.supervisorCommands.length = 0;
  app.dialer.sessions.clear();
});

const get = async () => (await app.ask<DialingOrderRows>('supervisor', '/api/dialing-order')).body;

const put = (where: string, body: object, as: 'supervisor' | 'agent' = 'supervisor') =>
  app.ask<DialingOrderRows>(as, `/api/dialing-order/${where}`, { method: 'PUT', body });

const campaignNow = async () => {
  const [campaign] = (await get()).campaigns;
  return `campaigns/${used.campaign.id}?version=${campaign?.version}`;
};

test('each level says its part, the nearest has the last word', async () => {
  const where = `campaign-groups/${used.groupId}`;
  expect((await put('site', { priorities: { general: 1, 'campaign-callback': 5 } })).status).toBe(
    200,
  );
  const weights = [{ listId: used.list.id, weight: 40 }];
  const priorities = { general: 4 };
  expect((await put(await campaignNow(), { priorities, weights })).status).toBe(200);
  const answer = await put(where, { priorities: { 'campaign-rescheduled': 9 } });
  expect(answer.body).toMatchObject({
    usual: USUAL_PRIORITIES,
    site: { general: 1, 'campaign-callback': 5 },
    campaigns: [{ priorities, lists: [{ listId: used.list.id, weight: 40 }] }],
    groups: [
      {
        priorities: { 'campaign-rescheduled': 9 },
        effective: { general: 4, 'campaign-rescheduled': 9, 'campaign-callback': 5 },
      },
    ],
  });
  const plan = await new StoredPlans(app.pool, app.site).plan(used.groupId);
  expect([plan?.priorities, plan?.lists[0]?.weight]).toEqual([
    answer.body.groups[0]?.effective,
    40,
  ]);
  // Nothing is loaded: nobody has to be told.
  expect(app.dialer.supervisorCommands).toEqual([]);
  const { rows } = await app.pool.query(
    `select by, subject from audit where what = 'dialing-order-changed' order by id`,
  );
  expect(rows).toEqual([
    { by: 'supervisor', subject: 'main' },
    { by: 'supervisor', subject: used.campaign.id },
    { by: 'supervisor', subject: used.groupId },
  ]);
});

test('a loaded group is told at once what holds for it', async () => {
  app.dialer.load(used.groupId);
  await put(`campaign-groups/${used.groupId}`, { priorities: { general: 2 } });
  expect(app.dialer.supervisorCommands).toMatchObject([
    {
      by: 'supervisor',
      command: {
        type: 'change-order',
        groupId: used.groupId,
        priorities: { general: 2 },
        weights: [{ listId: used.list.id, weight: 40 }],
      },
    },
  ]);
});

test('one list at least gives something, and nobody overwrites another’s change', async () => {
  const weights = [{ listId: used.list.id, weight: 0 }];
  expect(await put(await campaignNow(), { priorities: {}, weights })).toMatchObject({
    code: 'WRONG_CONFIGURATION',
    body: { detail: 'the campaign has no active list' },
  });
  const stale = `campaigns/${used.campaign.id}?version=1`;
  expect(await put(stale, { priorities: {}, weights: [] })).toMatchObject({
    code: 'CHANGED_MEANWHILE',
  });
  expect(await put('campaigns/none?version=1', { priorities: {}, weights: [] })).toMatchObject({
    code: 'CAMPAIGN_NOT_FOUND',
  });
  expect(await put('campaign-groups/none', { priorities: {} })).toMatchObject({
    code: 'CAMPAIGN_GROUP_NOT_FOUND',
  });
  expect((await put('site', { priorities: { general: 10 } })).status).toBe(400);
  expect((await put('site', { priorities: {} }, 'agent')).status).toBe(403);
});
