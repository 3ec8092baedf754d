import type { CampaignRow } from '@outpace/protocol/campaigns.ts';
import type { CampaignRulesBody } from '@outpace/protocol/compliance.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StoredPlans } from '../store/plans.ts';
import { forgetAudit } from '../store/test-audit.ts';
import { TestApp } from './test-app.ts';
import { addCampaign, campaignBody, type TestCampaign } from './test-campaign.ts';

let app: TestApp;
let used: TestCampaign;
beforeAll(async () => {
  app = await TestApp.open();
  used = await addCampaign(app);
});
afterAll(() => app.close());

const US: CampaignRulesBody = {
  profile: 'us',
  hours: [],
  closedDates: ['2026-12-24'],
  limits: [],
  without: [],
};

const put = async (as: Role, rules: object, version?: number) => {
  const row = await app.ask<CampaignRow>('supervisor', `/api/campaigns/${used.campaign.id}`);
  const url = `/api/campaigns/${used.campaign.id}/rules`;
  const asked = version ?? row.body.version;
  return app.ask<CampaignRow>(as, `${url}?version=${asked}`, { method: 'PUT', body: rules });
};

const audited = async () => {
  const found = await app.pool.query(
    `select by, detail -> 'looser' as looser, detail ->> 'reason' as reason
     from audit where what = 'compliance-loosened' order by id`,
  );
  return found.rows;
};

test('a supervisor tightens the rules, and what is loaded next asks them', async () => {
  const changed = await put('supervisor', US);
  expect([changed.status, changed.body.settings.rules]).toEqual([200, US]);
  const plan = await new StoredPlans(app.pool, app.site).plan(used.groupId);
  expect(plan?.rules).toEqual(US);
  expect((await put('supervisor', { ...US, calendars: ['us-federal'] })).status).toBe(200);
  expect(await audited()).toEqual([]);
  expect((await put('agent', US)).status).toBe(403);
  expect((await put('supervisor', US, 1)).code).not.toBeUndefined();
});

test('what is looser is an administrator’s to decide, and is noted', async () => {
  const looser = { ...US, closedDates: [], calendars: ['us-federal'] };
  expect(await put('supervisor', looser)).toMatchObject({
    status: 409,
    code: 'COMPLIANCE_LOOSENED',
    body: { detail: 'closed dates are gone' },
  });
  expect((await put('administrator', looser)).status).toBe(200);
  expect(await audited()).toEqual([
    { by: 'administrator', looser: ['closed dates are gone'], reason: null },
  ]);
});

test('looser than the law not even an administrator makes them without a word', async () => {
  await forgetAudit(app.pool, `what = 'compliance-loosened'`);
  const without = { ...US, calendars: ['us-federal'], without: ['us-fl-hours'] };
  expect((await put('administrator', without)).code).toBe('COMPLIANCE_LOOSENED');
  const reason = 'everybody has consented';
  const said = { ...without, loosened: { reason } };
  expect((await put('supervisor', said)).code).toBe('COMPLIANCE_LOOSENED');
  expect((await put('administrator', said)).status).toBe(200);
  expect(await audited()).toMatchObject([{ by: 'administrator', reason }]);
});

test('the whole campaign is held to the same', async () => {
  const body = campaignBody('Strict', [used.list.id]);
  const settings = { ...body.settings, rules: US };
  const limits = { ...settings.limits, abandonShareMax: 0.04 };
  const add = (changed: object) =>
    app.ask('administrator', '/api/campaigns', { body: { ...body, settings: changed } });
  expect((await add({ ...settings, limits })).code).toBe('COMPLIANCE_LOOSENED');
  expect((await add(settings)).status).toBe(200);
});

test.each<[why: string, rules: object]>([
  ['six days are no week', { ...US, hours: [{ hours: { days: [[], [], [], [], [], []] } }] }],
  ['a law that nobody knows', { ...US, profile: 'mars' }],
  ['a day that is none', { ...US, closedDates: ['tomorrow'] }],
  ['a rule that the law does not have', { ...US, without: ['mars-hours'] }],
])('%s', async (_why, rules) => {
  expect((await put('administrator', rules)).status).toBe(400);
});
