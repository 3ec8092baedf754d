import type { CampaignRow } from '@outpace/protocol/campaigns.ts';
import type { ValidationBody, ValidationTry } from '@outpace/protocol/validation.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { StoredPlans } from '../store/plans.ts';
import { TestValidation } from '../validation/test-validation.ts';
import { TestApp } from './test-app.ts';
import { addCampaign, type TestCampaign } from './test-campaign.ts';

let app: TestApp;
let used: TestCampaign;
let server: TestValidation;
beforeAll(async () => {
  app = await TestApp.open({ outsideHosts: ['127.0.0.1'] });
  used = await addCampaign(app);
  server = await TestValidation.open();
});
afterAll(async () => {
  await server.close();
  await app.close();
});

const validation = (changes: Partial<ValidationBody> = {}): ValidationBody => ({
  url: server.url,
  secretHeader: null,
  timeoutMs: 500,
  connectionsMax: 2,
  refusedAs: 'no-answer',
  onTimeout: { action: 'later', waitMs: 60_000 },
  onError: { action: 'refuse', result: 'busy' },
  ...changes,
});

const secretUrl = () => `/api/campaigns/${used.campaign.id}/validation-secret`;
const tryOut = (body: object) =>
  app.ask<ValidationTry>('administrator', `/api/campaigns/${used.campaign.id}/validation-tries`, {
    body,
  });

const save = async (changes: object | null) => {
  const url = `/api/campaigns/${used.campaign.id}`;
  const { body } = await app.ask<CampaignRow>('administrator', url);
  const { id: _id, version, ...campaign } = body;
  const settings = { ...campaign.settings, validation: changes };
  return app.ask<CampaignRow>('administrator', `${url}?version=${version}`, {
    method: 'PUT',
    body: { ...campaign, settings },
  });
};

test('a campaign is loaded with whom it asks, and one without asks nobody', async () => {
  const plan = () => new StoredPlans(app.pool, app.site).plan(used.groupId);
  expect(await plan()).not.toHaveProperty('validation');
  expect((await save(validation())).status).toBe(200);
  expect((await plan())?.validation).toEqual({ ...validation(), secretHeader: undefined });
  expect((await save(null)).status).toBe(200);
  expect(await plan()).not.toHaveProperty('validation');
});

test.each<[why: string, changes: object]>([
  ['an address that is none', { url: 'file:///etc/passwd' }],
  ['a name and a password in the address', { url: 'https://ann:word@validation.example/' }],
  ['a header that belongs to HTTP', { secretHeader: 'host' }],
  ['patience without end', { timeoutMs: 10_001 }],
  ['a wait that would go round in circles', { onError: { action: 'later', waitMs: 1_000 } }],
  ['a refusal that means a conversation', { refusedAs: 'answer' }],
])('refused: %s', async (_why, changes) => {
  expect(await save({ ...validation(), ...changes })).toMatchObject({
    status: 400,
    code: 'BAD_REQUEST',
  });
});

test('an address inside, which nobody has named, is neither saved nor tried', async () => {
  const inside = validation({ url: 'http://10.0.0.1/ask' });
  const refused = { status: 422, code: 'URL_REFUSED' };
  expect([await save(inside), await tryOut(inside)]).toMatchObject([refused, refused]);
});

test('the secret is written, shown to whoever is asked, and to nobody else', async () => {
  const ask = (method: 'GET' | 'PUT', body?: object) =>
    app.ask('administrator', secretUrl(), body === undefined ? { method } : { method, body });
  expect((await ask('GET')).body).toEqual({ isSet: false });
  expect((await ask('PUT', { secret: 'Bearer of tidings' })).body).toEqual({ isSet: true });
  expect((await ask('GET')).body).toEqual({ isSet: true });
  server.asked.length = 0;
  await tryOut(validation({ secretHeader: 'authorization' }));
  expect(server.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer of tidings']);
  const trail = await app.pool.query(
    "select detail from audit where what = 'campaign-secret-changed' order by id",
  );
  expect(trail.rows).toEqual([{ detail: { isSet: true } }]);
  const campaign = await app.ask('administrator', `/api/campaigns/${used.campaign.id}`);
  expect(JSON.stringify(campaign.body)).not.toContain('tidings');

  expect((await ask('PUT', { secret: null })).body).toEqual({ isSet: false });
  expect((await tryOut(validation({ secretHeader: 'authorization' }))).body).toMatchObject({
    said: 'error',
    why: 'no-secret',
  });
  expect((await ask('PUT', { secret: 'two\r\nlines' })).status).toBe(400);
});

test('only administrators set it up, for a campaign that is there', async () => {
  expect((await app.ask('supervisor', secretUrl())).status).toBe(403);
  const none = '/api/campaigns/none/validation-secret';
  expect((await app.ask('administrator', none)).code).toBe('CAMPAIGN_NOT_FOUND');
  const put = { method: 'PUT', body: { secret: 'x' } } as const;
  expect((await app.ask('administrator', none, put)).code).toBe('CAMPAIGN_NOT_FOUND');
  const tries = '/api/campaigns/none/validation-tries';
  const asked = await app.ask('administrator', tries, { body: validation() });
  expect(asked.code).toBe('CAMPAIGN_NOT_FOUND');
});

test('a try says what came of it and what the campaign would do then', async () => {
  server.answering = (_asked, response) => void response.writeHead(409).end('{"result":"busy"}');
  expect((await tryOut(validation())).body).toMatchObject({
    said: 'refuse',
    why: null,
    ruling: 'refuse',
    result: 'busy',
  });
  server.answering = (_asked, response) => void response.writeHead(500).end('stack trace');
  const { body } = await tryOut(validation({ onError: { action: 'dial' } }));
  expect(body).toMatchObject({ said: 'error', why: 'status', ruling: 'dial', result: null });
  server.answering = () => {};
  expect((await tryOut(validation({ timeoutMs: 100 }))).body).toMatchObject({
    said: 'time-out',
    ruling: 'later',
  });
});
