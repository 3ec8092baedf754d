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

const on = { by: 'call-result', result: 'busy' };
const cycle = { intervalMs: 300_000, incrementMs: 60_000, cycleAttempts: 3 };
const withRules = (name: string, treatments: object[]) => {
  const body = campaignBody(name, []);
  return { ...body, settings: { ...body.settings, treatments } };
};

test('every action of a treatment is kept with its parameters', async () => {
  const dated = { local: '2026-12-01T10:00' };
  const body = withRules('All actions', [
    { on, action: 'redial', ...cycle, owner: 'personal' },
    { on, sequence: 2, action: 'retry-in', ...cycle, owner: 'campaign' },
    { on, sequence: 3, action: 'retry-at', ...dated, owner: 'personal' },
    { on, sequence: 4, action: 'reschedule', days: 2, time: '09:30', cycleAttempts: 2 },
    { on, sequence: 5, action: 'next-in-chain', cycleAttempts: 2 },
    { on, sequence: 6, action: 'next-in-chain-after', ...cycle },
    { on, sequence: 7, action: 'next-in-chain-at', ...dated },
    { on, sequence: 8, action: 'assign-to-group', intervalMs: 0 },
    { on, sequence: 9, action: 'update-chain' },
    { on, sequence: 10, action: 'mark-agent-error' },
    { on: { ...on, result: 'fax' }, action: 'close' },
  ]);
  const added = await app.ask<CampaignRow>('administrator', url, { body });
  expect(added.status).toBe(200);
  const kept = await app.ask<CampaignRow>('supervisor', `${url}/${added.body.id}`);
  expect(kept.body.settings.treatments).toEqual(body.settings.treatments);
});

test.each<[why: string, rule: object, code: string]>([
  ['no cycle', { action: 'redial', intervalMs: 0, incrementMs: 0 }, 'BAD_REQUEST'],
  ['a cycle of nothing', { action: 'redial', ...cycle, cycleAttempts: 0 }, 'BAD_REQUEST'],
  ['a wait above its range', { action: 'redial', ...cycle, intervalMs: 8e9 }, 'BAD_REQUEST'],
  ['a wait below nothing', { action: 'retry-in', ...cycle, incrementMs: -1 }, 'BAD_REQUEST'],
  ['a field of another action', { action: 'close', intervalMs: 0 }, 'BAD_REQUEST'],
  ['an owner that is none', { action: 'redial', ...cycle, owner: 'ann' }, 'BAD_REQUEST'],
  [
    'an hour that no clock shows',
    { action: 'reschedule', days: 1, time: '24:00', cycleAttempts: 1 },
    'BAD_REQUEST',
  ],
  ['a place of nothing', { action: 'close', sequence: 0 }, 'BAD_REQUEST'],
  ['an action that is none', { action: 'delete' }, 'BAD_REQUEST'],
  ['a delegation of a moment', { action: 'delegate', returnAfterMs: 1 }, 'BAD_REQUEST'],
  ['a date that is no text of one', { action: 'retry-at', local: 'soon' }, 'BAD_REQUEST'],
  [
    'a date in no calendar',
    { action: 'retry-at', local: '2026-02-30T10:00' },
    'TREATMENT_DATE_INVALID',
  ],
  ['the place of another', { action: 'close', sequence: 2 }, 'TREATMENT_PLACE_TAKEN'],
  [
    'what cannot be done of a missed callback',
    { on: { by: 'call-result', result: 'agent-callback-error' }, action: 'close' },
    'TREATMENT_NOT_ALLOWED',
  ],
])('a rule with %s is refused', async (_why, rule, code) => {
  const other = { on, sequence: 2, action: 'close' };
  const body = withRules('Refused', [other, { on, ...rule }]);
  const answer = await app.ask('administrator', url, { body });
  expect([answer.status, answer.code]).toEqual([400, code]);
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
