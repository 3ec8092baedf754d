import type {
  WebhookDeliveryRow,
  WebhookReceiverAdded,
  WebhookReceiverBody,
  WebhookReceiverRow,
  WebhookSecret,
} from '@outpace/protocol/webhooks.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

const url = '/api/webhook-receivers';
let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open({ outsideHosts: ['crm.internal', '127.0.0.1:9000'] });
});
afterAll(() => app.close());

const body = (more: Partial<WebhookReceiverBody> = {}): WebhookReceiverBody => ({
  name: 'CRM',
  url: 'https://example.com/hook',
  events: ['attempt-ended'],
  enabled: true,
  ...more,
});
const add = (more: Partial<WebhookReceiverBody> = {}) =>
  app.ask<WebhookReceiverAdded>('administrator', url, { body: body(more) });

test('a receiver is added, changed and removed, and its secret is seen once', async () => {
  const added = await add();
  expect(added).toMatchObject({ status: 200, body: { ...body(), version: 1, waiting: 0 } });
  const { id, secret } = added.body;
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const all = await app.ask<WebhookReceiverRow[]>('administrator', url);
  expect(all.body).toMatchObject([{ id, name: 'CRM' }]);
  const one = `${url}/${id}`;
  const off = { method: 'PUT', body: body({ enabled: false }) } as const;
  const changed = await app.ask('administrator', `${one}?version=1`, off);
  expect(changed).toMatchObject({ status: 200, body: { enabled: false, version: 2 } });
  const late = await app.ask('administrator', `${one}?version=1`, off);
  expect(late.code).toBe('CHANGED_MEANWHILE');
  const other = await app.ask<WebhookSecret>('administrator', `${one}/secret`, { method: 'POST' });
  expect(other.body.secret).toMatch(/^whsec_/);
  expect(other.body.secret).not.toBe(secret);
  expect(JSON.stringify([all.body, changed.body])).not.toContain('whsec_');
  expect((await app.ask('administrator', one, { method: 'DELETE' })).status).toBe(204);
  expect((await app.ask('administrator', one, { method: 'DELETE' })).status).toBe(404);
  const trail = await app.pool.query('select what, detail::text as said from audit order by id');
  expect(trail.rows.map(({ what }) => what)).toEqual([
    'webhook-receiver-added',
    'webhook-receiver-changed',
    'webhook-secret-replaced',
    'webhook-receiver-removed',
  ]);
  expect(JSON.stringify(trail.rows)).not.toContain('whsec_');
});

// biome-ignore format: a table is read in columns.
test.each<[what: string, more: Partial<WebhookReceiverBody>, code: string | undefined]>([
  ['an address of this machine',      { url: 'http://127.0.0.1/' },            'URL_REFUSED'],
  ['the metadata of a cloud',         { url: 'http://169.254.169.254/' },      'URL_REFUSED'],
  ['a password that all would see',   { url: 'https://a:b@example.com/' },     'URL_REFUSED'],
  ['another scheme',                  { url: 'ftp://example.com/' },           'URL_REFUSED'],
  ['no event',                        { events: [] },                          'BAD_REQUEST'],
  ['what the operator allows',        { url: 'http://127.0.0.1:9000/' },       undefined],
  ['what the operator allows by name', { url: 'http://crm.internal/', name: 'B' }, undefined],
  ['a name twice',                    { name: 'B' },                           'NAME_TAKEN'],
])('%s', async (_what, more, code) => {
  const added = await add(more);
  expect(added.code).toBe(code);
  if (code === 'URL_REFUSED') expect(added.status).toBe(422);
});

test('a change is looked at like a new one', async () => {
  const { id } = (await add({ name: 'C' })).body;
  const inside = { method: 'PUT', body: body({ name: 'C', url: 'http://10.0.0.1/' }) } as const;
  const asked = await app.ask('administrator', `${url}/${id}?version=1`, inside);
  expect(asked.code).toBe('URL_REFUSED');
});

test('deliveries are listed without what they say, and sent again', async () => {
  const { id } = (await add({ name: 'D' })).body;
  await app.pool.query(
    `insert into webhook_deliveries (site, receiver_id, id, event, body, state, tries, status,
       answer)
     values ($1, $2, 'attempt-ended-1', 'attempt-ended', '{"phone":"+12125550142"}', 'failed', 31,
       500, 'no')`,
    [app.site, id],
  );
  const path = `${url}/${id}/deliveries`;
  const listed = await app.ask<WebhookDeliveryRow[]>('administrator', path);
  expect(listed.body).toMatchObject([{ state: 'failed', tries: 31, status: 500, answer: 'no' }]);
  expect(JSON.stringify(listed.body)).not.toContain('+1212');
  const again = `${path}/attempt-ended-1/send`;
  const sent = await app.ask('administrator', again, { method: 'POST' });
  expect(sent).toMatchObject({ status: 200, body: { state: 'waiting', tries: 0 } });
  const gone = await app.ask('administrator', `${path}/gone/send`, { method: 'POST' });
  expect(gone.status).toBe(404);
  expect((await app.ask('administrator', `${url}/gone/deliveries`)).status).toBe(404);
  const trail = await app.pool.query(
    "select subject, detail from audit where what = 'webhook-delivery-sent-again'",
  );
  expect(trail.rows).toEqual([{ subject: id, detail: { delivery: 'attempt-ended-1' } }]);
});

test('webhooks are an administrator’s', async () => {
  for (const role of ['agent', 'supervisor'] as const) {
    expect((await app.ask(role, url)).status).toBe(403);
    expect((await app.ask(role, url, { body: body({ name: 'E' }) })).status).toBe(403);
    for (const path of ['secret', 'deliveries/d/send']) {
      const asked = await app.ask(role, `${url}/x/${path}`, { method: 'POST' });
      expect(asked.status).toBe(403);
    }
  }
});
