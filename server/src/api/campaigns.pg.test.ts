import type { CampaignRow } from '@outpace/protocol/campaigns.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';
import { addCampaign, campaignBody, type TestCampaign } from './test-campaign.ts';

let app: TestApp;
let used: TestCampaign;
beforeAll(async () => {
  app = await TestApp.open();
  used = await addCampaign(app);
});
afterAll(() => app.close());

const url = '/api/campaigns';
const add = (name: string, lists: readonly string[] = []) =>
  app.ask<CampaignRow>('administrator', url, { body: campaignBody(name, lists) });

test('a campaign comes back as it was sent', async () => {
  const body = campaignBody('Offers', [used.list.id]);
  const added = await app.ask<CampaignRow>('administrator', url, { body });
  const row = { ...body, id: added.body.id, version: 1 };
  expect(added.body).toEqual(row);
  expect((await app.ask('supervisor', `${url}/${row.id}`)).body).toEqual(row);
  expect((await app.ask<CampaignRow[]>('supervisor', url)).body).toContainEqual(row);
});

test('of two changes of one version the second is refused and nothing of it stays', async () => {
  const { id } = (await add('Fought over')).body;
  const put = (name: string, version: number) =>
    app.ask('administrator', `${url}/${id}?version=${version}`, {
      method: 'PUT',
      body: campaignBody(name, [used.list.id]),
    });
  const answers = await Promise.all([put('By Ana', 1), put('By Ben', 1)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.code).toBe('CHANGED_MEANWHILE');
  const row = (await app.ask<CampaignRow>('supervisor', `${url}/${id}`)).body;
  expect(row.version).toBe(2);
  const trail = await app.pool.query(
    `select detail ->> 'name' as name from audit where subject = $1 and what = 'campaign-changed'`,
    [id],
  );
  expect(trail.rows).toEqual([{ name: row.name }]);
  expect((await put('By Ana', 2)).body).toMatchObject({ version: 3, lists: [{ weight: 10 }] });
});

test.each<[why: string, body: object, detail: string]>([
  [
    'a list that is not there',
    campaignBody('A', ['gone']),
    'a calling list, or the branch of responses, does not exist',
  ],
  [
    'a branch of responses that is not there',
    { ...campaignBody('A', []), responseCategoryId: 'gone' },
    'a calling list, or the branch of responses, does not exist',
  ],
  ['a list twice', campaignBody('B', ['l', 'l']), 'the calling list l is there twice'],
])('%s is refused', async (_why, body, detail) => {
  const answer = await app.ask('administrator', url, { body });
  expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST', detail } });
});

test('a setting out of its range is refused with its place', async () => {
  const body = campaignBody('C', []);
  const limits = { ...body.settings.limits, ringMs: 5_000 };
  const wrong = { ...body, settings: { ...body.settings, limits } };
  const answer = await app.ask<{ detail: string }>('administrator', url, { body: wrong });
  expect(answer.code).toBe('BAD_REQUEST');
  expect(answer.body.detail).toContain('/settings/limits/ringMs');
});

test('a name is given once', async () => {
  expect((await add('Renewals')).code).toBe('NAME_TAKEN');
});

test('a campaign goes, unless a group is made of it', async () => {
  const { id } = (await add('Short-lived', [used.list.id])).body;
  const remove = (which: string) =>
    app.ask('administrator', `${url}/${which}`, { method: 'DELETE' });
  expect((await remove(id)).status).toBe(204);
  expect((await remove(id)).code).toBe('NOT_FOUND');
  expect((await app.ask('supervisor', `${url}/${id}`)).code).toBe('CAMPAIGN_NOT_FOUND');
  expect((await remove(used.campaign.id)).body).toMatchObject({
    code: 'IN_USE',
    detail: 'by campaign group Renewals · Team',
  });
});
