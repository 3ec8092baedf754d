import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import type {
  SuppressionListBody,
  SuppressionListRow,
} from '@outpace/protocol/suppression-lists.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addChain } from '../store/test-site.ts';
import { TestApp } from './test-app.ts';
import { addCampaign, type TestCampaign } from './test-campaign.ts';

const HOME = '+12125550142';
const url = '/api/suppression-lists';
let app: TestApp;
let used: TestCampaign;
beforeAll(async () => {
  app = await TestApp.open();
  used = await addCampaign(app);
});
afterAll(() => app.close());

const add = (name: string, callingListId: string | null = null) =>
  app.ask<SuppressionListRow>('supervisor', url, { body: { name, callingListId, endsAt: null } });
const keys = [{ kind: 'phone', phone: HOME }];

/** Leased to the dialer, as far as the store knows. */
async function addLeased(): Promise<void> {
  const { pool, site } = app;
  const id = await addChain(pool, site, { listId: used.list.id, phones: [HOME] });
  await pool.query(
    `insert into leases (site, chain_id, group_id, epoch, until, rank)
     values ($1, $2, 'g', 1, now(), 3)`,
    [site, id],
  );
}

test('a list is added, filled and ended, and the dialer hears what is in hand', async () => {
  const list = await add('Regulator', used.list.id);
  expect(list).toMatchObject({ status: 200, body: { callingListId: used.list.id, entries: 0 } });
  const entries = `${url}/${list.body.id}/entries`;
  const fill = () => app.ask('supervisor', entries, { body: { keys, endsAt: null } });
  expect(await fill()).toMatchObject({ status: 200, body: { entries: 1 } });
  expect(app.dialer.supervisorCommands).toEqual([]);
  await addLeased();
  expect((await fill()).status).toBe(200);
  const ended = await app.ask('supervisor', `${entries}/end`, { body: { keys } });
  expect(ended).toMatchObject({ status: 200, body: { entries: 1 } });
  const key = { kind: 'phone', phone: HOME };
  expect(app.dialer.supervisorCommands).toMatchObject([
    { command: { type: 'apply-listed', entries: [{ key, scope: inList() }] } },
    { command: { type: 'apply-listed', entries: [{ key, until: 0 }] } },
  ]);
  const trail = await app.pool.query(
    "select what, detail ->> 'entries' as n from audit where what like 'suppression-%' order by id",
  );
  expect(trail.rows).toEqual([
    { what: 'suppression-list-added', n: null },
    { what: 'suppression-entries-added', n: '1' },
    { what: 'suppression-entries-added', n: '1' },
    { what: 'suppression-entries-ended', n: '1' },
  ]);
});

const inList = () => ({ kind: 'calling-list', listId: used.list.id });
const body = (changes: Partial<SuppressionListBody> = {}): SuppressionListBody => ({
  ...{ name: 'Changed', callingListId: null, endsAt: null },
  ...changes,
});

test('a list is made for campaigns, and changed for everybody, in force at once', async () => {
  const campaignIds = [used.campaign.id];
  const forSome = body({ name: 'Campaigns', campaignIds });
  const list = await app.ask<SuppressionListRow>('supervisor', url, { body: forSome });
  expect(list).toMatchObject({ status: 200, body: { campaignIds, inForce: true, version: 1 } });
  await app.ask('supervisor', `${url}/${list.body.id}/entries`, { body: { keys, endsAt: null } });
  await addLeased();
  app.dialer.supervisorCommands.length = 0;
  const path = `${url}/${list.body.id}?version=1`;
  const changed = await app.ask('supervisor', path, { method: 'PUT', body: body() });
  expect(changed).toMatchObject({ status: 200, body: { campaignIds: null, version: 2 } });
  const key = { kind: 'phone', phone: HOME };
  expect(app.dialer.supervisorCommands).toMatchObject([
    {
      command: {
        type: 'apply-listed',
        anew: [{ kind: 'campaign', campaignId: used.campaign.id }, { kind: 'everybody' }],
        entries: [{ key, scope: { kind: 'everybody' } }],
      },
    },
  ]);
  const late = await app.ask('supervisor', path, { method: 'PUT', body: body() });
  expect([late.status, late.code]).toEqual([409, 'CHANGED_MEANWHILE']);
});

test('a list is removed with its entries, and the dialer forgets it', async () => {
  const list = await add('Mistake');
  const path = `${url}/${list.body.id}`;
  await app.ask('supervisor', `${path}/entries`, { body: { keys, endsAt: null } });
  app.dialer.supervisorCommands.length = 0;
  expect((await app.ask('supervisor', path, { method: 'DELETE' })).status).toBe(204);
  expect(app.dialer.supervisorCommands).toMatchObject([
    { command: { type: 'apply-listed', anew: [{ kind: 'everybody' }] } },
  ]);
  expect((await app.ask('supervisor', path, { method: 'DELETE' })).code).toBe('NOT_FOUND');
  expect((await app.ask('supervisor', `${path}/entries`)).code).toBe('NOT_FOUND');
});

test.each(['PUT', 'DELETE'] as const)('an agent may not %s a list', async (method) => {
  const asked = method === 'PUT' ? { method, body: body() } : { method };
  expect((await app.ask('agent', `${url}/any?version=1`, asked)).status).toBe(403);
});

test('what is listed is found by number, with its reason', async () => {
  const list = await add('Letters');
  const entries = `${url}/${list.body.id}/entries`;
  const reason = 'asked in a letter';
  await app.ask('supervisor', entries, { body: { keys, endsAt: null, reason } });
  expect((await app.ask('supervisor', entries)).body).toMatchObject([{ value: HOME, reason }]);
  expect((await app.ask('supervisor', `${url}/gone/entries`)).status).toBe(404);
  expect((await app.ask('agent', entries)).status).toBe(403);
});

test('when the dialer cannot be told it is said', async () => {
  const list = await add('Late');
  await addLeased();
  app.dialer.outcome = fail(refusal('RESTARTING'));
  const body = { keys, endsAt: null };
  const asked = await app.ask('supervisor', `${url}/${list.body.id}/entries`, { body });
  expect([asked.status, asked.code]).toEqual([503, 'RESTARTING']);
});

test('lists are a supervisor’s', async () => {
  expect((await app.ask('agent', url)).status).toBe(403);
  const lists = await app.ask<SuppressionListRow[]>('supervisor', url);
  expect(lists.body.map(({ name }) => name)).toContain('Late');
});

test.each<[why: string, path: string, body: object, code: string]>([
  ['a list that is not there', `${url}/gone/entries`, { keys, endsAt: null }, 'NOT_FOUND'],
  ['nor can it be ended', `${url}/gone/entries/end`, { keys }, 'NOT_FOUND'],
  [
    'a number that is none',
    `${url}/gone/entries`,
    { keys: [{ kind: 'phone', phone: '5' }], endsAt: null },
    'NUMBER_INVALID',
  ],
  [
    'a calling list that is not there',
    url,
    { name: 'A', callingListId: 'gone', endsAt: null },
    'BAD_REQUEST',
  ],
  [
    'a campaign that is not there',
    url,
    body({ name: 'New', campaignIds: ['gone'] }),
    'BAD_REQUEST',
  ],
  ['no campaign at all', url, body({ campaignIds: [] }), 'BAD_REQUEST'],
  [
    'a calling list and campaigns',
    url,
    body({ callingListId: 'any', campaignIds: ['any'] }),
    'BAD_REQUEST',
  ],
  ['a name that is taken', url, body({ name: 'Letters' }), 'NAME_TAKEN'],
  ['an end that is no time', url, { name: 'A', callingListId: null, endsAt: 'x' }, 'BAD_REQUEST'],
])('refused: %s', async (_why, path, body, code) => {
  expect((await app.ask('supervisor', path, { body })).code).toBe(code);
});
