import type { CallingListRow, ListRecords } from '@outpace/protocol/calling-lists.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addChain } from '../store/test-site.ts';
import { TestApp } from './test-app.ts';
import { addCampaign } from './test-campaign.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

const url = '/api/calling-lists';
const listBody = (name: string, changes: object = {}) => ({
  name,
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 28_800,
  dailyTill: 64_800,
  fields: [{ key: 'age', label: 'Age', type: 'number', choices: [] }],
  ...changes,
});
const add = (name: string, changes: object = {}) =>
  app.ask<CallingListRow>('administrator', url, { body: listBody(name, changes) });

test('a list is added, counted, changed and removed', async () => {
  const { id } = (await add('Leavers')).body;
  await addChain(app.pool, app.site, { listId: id, phones: ['+12125550100'] });
  await addChain(app.pool, app.site, { listId: id, phones: ['+12125550101'], isClosed: true });
  const row = { ...listBody('Leavers'), id, version: 1, chains: 2, open: 1 };
  expect((await app.ask('supervisor', `${url}/${id}`)).body).toEqual(row);
  expect((await app.ask<CallingListRow[]>('supervisor', url)).body).toContainEqual(row);
  const put = (version: number) =>
    app.ask('administrator', `${url}/${id}?version=${version}`, {
      method: 'PUT',
      body: listBody('Leavers', { fields: [] }),
    });
  expect((await put(1)).body).toMatchObject({ fields: [], version: 2, chains: 2 });
  expect((await put(1)).code).toBe('CHANGED_MEANWHILE');
  const remove = { method: 'DELETE' } as const;
  expect((await app.ask('administrator', `${url}/${id}`, remove)).status).toBe(204);
  expect((await app.ask('administrator', `${url}/${id}`, remove)).code).toBe('NOT_FOUND');
});

test.each<[why: string, changes: object, detail: string]>([
  ['a country without telephones', { defaultCountry: 'XX' }, 'XX is no country'],
  ['a zone that is not there', { defaultZone: 'Mars/Base' }, 'Mars/Base is no IANA'],
  ['hours that end first', { dailyFrom: 100, dailyTill: 100 }, 'the hours end'],
  [
    'a field twice',
    { fields: [0, 1].map(() => ({ key: 'age', label: 'Age', type: 'text', choices: [] })) },
    'the field age is there twice',
  ],
])('%s is refused in words', async (why, changes, detail) => {
  const answer = await add(why, changes);
  expect(answer).toMatchObject({
    code: 'BAD_REQUEST',
    body: { detail: expect.stringContaining(detail) },
  });
});

test('a list that a campaign dials stays', async () => {
  const { list } = await addCampaign(app);
  const removed = await app.ask('administrator', `${url}/${list.id}`, { method: 'DELETE' });
  expect(removed.body).toMatchObject({ code: 'IN_USE', detail: 'by campaign Renewals' });
});

test('records come page by page, each once', async () => {
  const { id } = (await add('Paged')).body;
  const phones = ['+12125550110', '+12125550111', '+12125550112'];
  for (const phone of phones) await addChain(app.pool, app.site, { listId: id, phones: [phone] });
  const page = async (query: string) =>
    (await app.ask<ListRecords>('administrator', `${url}/${id}/records?${query}`)).body;
  const first = await page('limit=2');
  expect(first.records[0]).toMatchObject({
    chainN: 0,
    phone: '+12125550110',
    contactType: 'home',
    recordType: 'general',
    recordStatus: 'ready',
    callResult: 'unknown',
    calledAt: null,
    dueAt: null,
  });
  const second = await page(`limit=2&after=${first.next}`);
  expect([...first.records, ...second.records].map(({ phone }) => phone)).toEqual(phones);
  expect(second.next).toBeNull();
});

test.each(['limit=0', 'limit=-1', 'limit=abc', 'after=x', 'colour=red'])(
  'a page of %s is refused',
  async (query) => {
    const { code } = await app.ask('administrator', `${url}/x1/records?${query}`);
    expect(code).toBe('BAD_REQUEST');
  },
);

test('the records of a list that is not there', async () => {
  expect((await app.ask('administrator', `${url}/gone/records`)).code).toBe('NOT_FOUND');
});
