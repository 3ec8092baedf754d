import type { ResponseCategoryBody, ResponseCategoryRow } from '@outpace/protocol/responses.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';
import { addCampaign, campaignBody } from './test-campaign.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

const url = '/api/response-categories';
type Text = ResponseCategoryBody['responses'][number];
const text = (title: string, more: Partial<Text> = {}): Text => ({
  ...{ id: null, title, text: `This is ${title}.`, language: '' },
  ...{ validFrom: null, validUntil: null },
  ...more,
});
const add = (body: Partial<ResponseCategoryBody>) =>
  app.ask<ResponseCategoryRow>('administrator', url, {
    body: { name: 'All', parentId: null, responses: [], ...body },
  });

test('a category is added, changed with its version, removed; the trail has it all', async () => {
  const { id } = (await add({ name: 'Scripts', responses: [text('Hello')] })).body;
  const put = (version: number) =>
    app.ask<ResponseCategoryRow>('administrator', `${url}/${id}?version=${version}`, {
      method: 'PUT',
      body: { name: 'Scripts', parentId: null, responses: [text('Bye')] },
    });
  expect((await put(1)).body).toMatchObject({ version: 2, responses: [{ title: 'Bye' }] });
  expect((await put(1)).code).toBe('CHANGED_MEANWHILE');
  const all = await app.ask<ResponseCategoryRow[]>('supervisor', url);
  expect(all.body).toMatchObject([{ id, name: 'Scripts', path: [] }]);
  const remove = { method: 'DELETE' } as const;
  expect((await app.ask('administrator', `${url}/${id}`, remove)).status).toBe(204);
  expect((await app.ask('administrator', `${url}/${id}`, remove)).code).toBe('NOT_FOUND');
  const trail = await app.pool.query(
    'select what, by, detail from audit where subject = $1 order by id',
    [id],
  );
  expect(trail.rows).toMatchObject([
    { what: 'responses-added', by: 'administrator', detail: { name: 'Scripts' } },
    { what: 'responses-changed', detail: { responses: [{ title: 'Bye' }] } },
    { what: 'responses-removed' },
  ]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, of: Partial<Text>, refused: object]>([
  ['a misspelt field code',      { text: 'Hi {contact.nane}' }, { code: 'FIELD_CODE_UNKNOWN', detail: '{contact.nane}' }],
  ['a field of no calling list', { text: '{record.salary}' },   { code: 'FIELD_CODE_UNKNOWN', detail: '{record.salary}' }],
  ['a brace that stands alone',  { text: 'Hi {contact' },       { code: 'FIELD_CODE_BROKEN' }],
  ['an end before the beginning', { validFrom: '2026-03-02', validUntil: '2026-03-01' }, { code: 'VALIDITY_REVERSED' }],
  ['a day that is none',         { validFrom: '2026-02-30' },   { code: 'BAD_REQUEST' }],
  ['a language that is none',    { language: 'English' },       { code: 'BAD_REQUEST' }],
])('%s is refused, and nothing is written', async (_why, of, refused) => {
  const answer = await add({ name: 'Refused', responses: [text('Fine'), text('Odd', of)] });
  expect(answer.body).toMatchObject(refused);
  const { rows } = await app.pool.query(`select 1 from response_categories where name = 'Refused'`);
  expect(rows).toEqual([]);
});

test('a field of a calling list may be used', async () => {
  await app.ask('administrator', '/api/calling-lists', {
    body: {
      ...{ name: 'Savers', defaultCountry: 'US', defaultZone: 'America/New_York' },
      ...{ dailyFrom: 28_800, dailyTill: 64_800 },
      fields: [{ key: 'savings', label: 'Savings', type: 'number', choices: [] }],
    },
  });
  expect(
    (await add({ name: 'Fields', responses: [text('A', { text: '{record.savings}' })] })).status,
  ).toBe(200);
  const codes = await app.ask<{ code: string }[]>('administrator', '/api/field-codes');
  expect(codes.body).toContainEqual({ code: 'record.savings', label: 'Savings' });
  expect(codes.body[0]).toEqual({ code: 'contact.name', label: 'Name of the contact' });
});

test('the branch of a campaign stays while the campaign reads from it', async () => {
  const { list } = await addCampaign(app);
  const { id } = (await add({ name: 'Branch' })).body;
  const body = { ...campaignBody('Reads', [list.id]), responseCategoryId: id };
  expect((await app.ask('administrator', '/api/campaigns', { body })).body).toMatchObject({
    responseCategoryId: id,
  });
  const removed = await app.ask('administrator', `${url}/${id}`, { method: 'DELETE' });
  expect(removed.body).toMatchObject({ code: 'IN_USE', detail: 'by campaign Reads' });
});

test.each<[Role]>([['agent'], ['supervisor']])('%ss write no texts', async (role) => {
  const body = { name: 'Mine', parentId: null, responses: [] };
  const ask = async (path: string, request: object) => (await app.ask(role, path, request)).code;
  expect(await ask(url, { body })).toBe('FORBIDDEN');
  expect(await ask(`${url}/x?version=1`, { method: 'PUT', body })).toBe('FORBIDDEN');
  expect(await ask(`${url}/x`, { method: 'DELETE' })).toBe('FORBIDDEN');
  expect(await ask('/api/response-preview', { body: { text: '' } })).toBe('FORBIDDEN');
});

test('agents do not read the library, which is not filled for anybody', async () => {
  expect((await app.ask('agent', url)).code).toBe('FORBIDDEN');
});

test('the document of the API tells of it all', async () => {
  const { body } = await app.ask<{ paths: object }>(undefined, '/api/openapi.json');
  expect(Object.keys(body.paths)).toEqual(
    expect.arrayContaining([
      url,
      `${url}/{categoryId}`,
      '/api/field-codes',
      '/api/response-preview',
      '/api/interactions/{interactionId}/responses',
      '/api/favourite-responses/{responseId}',
    ]),
  );
});
