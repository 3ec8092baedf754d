import type { CampaignGroupRow } from '@outpace/protocol/campaigns.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';
import { addCampaign, type TestCampaign } from './test-campaign.ts';

let app: TestApp;
let made: TestCampaign;
beforeAll(async () => {
  app = await TestApp.open();
  made = await addCampaign(app);
});
afterEach(() => app.reset());
afterAll(() => app.close());

const url = '/api/campaign-groups';
const groupBody = (name: string, changes: object = {}) => ({
  name,
  campaignId: made.campaign.id,
  agentGroupId: made.agentGroup.id,
  mode: 'progressive',
  multiplier: 1.5,
  ...changes,
});
const add = (name: string, changes: object = {}) =>
  app.ask<CampaignGroupRow>('administrator', url, { body: groupBody(name, changes) });

test('a group binds a campaign and agents by name', async () => {
  const added = await add('Evening');
  const row = {
    ...groupBody('Evening'),
    assured: { of: 'nobody' },
    staffing: { priority: 1, agentsMin: 0, agentsMax: null },
    id: added.body.id,
    version: 1,
    campaignName: 'Renewals',
    agentGroupName: 'Team',
  };
  expect(added.body).toEqual(row);
  expect((await app.ask<CampaignGroupRow[]>('supervisor', url)).body).toContainEqual(row);
});

test('who is dialed only for an agent on the line is said by group or by field', async () => {
  const assured = { of: 'field', key: 'vip' };
  const { body } = await add('Assured', { assured });
  expect(body.assured).toEqual(assured);
  const everybody = groupBody('Assured', { assured: { of: 'everybody' } });
  const put = { method: 'PUT', body: everybody } as const;
  const changed = await app.ask('administrator', `${url}/${body.id}?version=1`, put);
  expect(changed.body).toMatchObject({ assured: { of: 'everybody' } });
});

test('how it shares agents is kept, and a maximum below the minimum is refused', async () => {
  const staffing = { priority: 5, agentsMin: 2, agentsMax: 2 };
  const { body } = await add('Shared', { staffing });
  expect(body.staffing).toEqual(staffing);
  expect((await add('Too few', { staffing: { ...staffing, agentsMax: 1 } })).code).toBe(
    'INVALID_PARAMETER',
  );
  const less = groupBody('Shared', { staffing: { ...staffing, agentsMin: 3 } });
  const put = { method: 'PUT', body: less } as const;
  expect((await app.ask('administrator', `${url}/${body.id}?version=1`, put)).code).toBe(
    'INVALID_PARAMETER',
  );
});

test('a change needs the version that was read', async () => {
  const { id } = (await add('Morning')).body;
  const put = (version: number) =>
    app.ask('administrator', `${url}/${id}?version=${version}`, {
      method: 'PUT',
      body: groupBody('Morning', { multiplier: 2 }),
    });
  expect((await put(1)).body).toMatchObject({ multiplier: 2, version: 2 });
  expect((await put(1)).code).toBe('CHANGED_MEANWHILE');
});

test.each([
  ['a campaign that is not there', { campaignId: 'gone' }, 'CAMPAIGN_NOT_FOUND'],
  ['agents who are not there', { agentGroupId: 'gone' }, 'AGENT_GROUP_NOT_FOUND'],
  ['a mode that is not there', { mode: 'turbo' }, 'BAD_REQUEST'],
  ['a field without a name', { assured: { of: 'field', key: '' } }, 'BAD_REQUEST'],
  ['too many lines per agent', { multiplier: 11 }, 'BAD_REQUEST'],
])('%s', async (why, changes, code) => {
  expect((await add(why, changes)).code).toBe(code);
});

test('a group goes, unless it is loaded now or in the database', async () => {
  const remove = { method: 'DELETE' } as const;
  const free = (await add('Free')).body.id;
  expect((await app.ask('administrator', `${url}/${free}`, remove)).status).toBe(204);
  expect((await app.ask('administrator', `${url}/${free}`, remove)).code).toBe('NOT_FOUND');
  app.dialer.load(made.groupId);
  const address = `${url}/${made.groupId}`;
  expect((await app.ask('administrator', address, remove)).code).toBe('IN_USE');
  app.dialer.unload(made.groupId);
  await app.pool.query(
    `insert into dial_sessions (site, group_id, phase, mode, multiplier, auto_complete, changed_at)
     values ('main', $1, 'active', 'progressive', 1, false, now())`,
    [made.groupId],
  );
  expect((await app.ask('administrator', address, remove)).code).toBe('IN_USE');
});
