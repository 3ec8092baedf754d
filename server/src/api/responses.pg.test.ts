import { agentId } from '@outpace/engine/basics/ids.ts';
import type { InteractionResponses, ResponseCategoryRow } from '@outpace/protocol/responses.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addChain } from '../store/test-site.ts';
import { fakeInteraction } from './fake-dialer.ts';
import { TestApp } from './test-app.ts';
import { addCampaign } from './test-campaign.ts';

let app: TestApp;
let script: ResponseCategoryRow;
let other: ResponseCategoryRow;
let chainId: string;
let recordId: string;
beforeAll(async () => {
  app = await TestApp.open();
  const { list } = await addCampaign(app);
  const about = { listId: list.id, phones: ['+12125550170'], customerId: 'C7' };
  chainId = await addChain(app.pool, app.site, about);
  const record = await app.pool.query('select id::text as id from records');
  recordId = record.rows[0]?.id;
  other = await add('Another', 'Bye, {contact.customer}.');
  script = await add('Script', 'Hello {contact.name}, I am {agent.name}.');
});
afterEach(() => app.reset());
afterAll(() => app.close());

async function add(name: string, text: string): Promise<ResponseCategoryRow> {
  const days = { language: 'en', validFrom: null, validUntil: null };
  const responses = [{ id: null, title: `${name} text`, text, ...days }];
  const url = '/api/response-categories';
  const body = { name, parentId: null, responses };
  return (await app.ask<ResponseCategoryRow>('administrator', url, { body })).body;
}

const talk = (): string => {
  const interaction = {
    ...fakeInteraction(chainId),
    ...{ recordId, contactName: 'Maria', responseCategoryId: script.id },
  };
  app.dialer.change(agentId('agent'), { interaction });
  return `/api/interactions/${interaction.id}/responses`;
};
const read = async () => (await app.ask<InteractionResponses>('agent', talk())).body;
const plain = ({ responses }: InteractionResponses): string[] =>
  responses.map(({ parts }) =>
    parts.map((part) => ('text' in part ? part.text : `[${part.type}]`)).join(''),
  );

test('an agent reads the library filled for this person, the script first', async () => {
  const found = await read();
  expect(plain(found)).toEqual(['Hello Maria, I am One agent.', 'Bye, C7.']);
  expect(found.categories).toEqual([
    { id: script.id, path: ['Script'], isScript: true },
    { id: other.id, path: ['Another'], isScript: false },
  ]);
});

test('only in an interaction of their own, and only agents', async () => {
  const url = talk();
  expect((await app.ask('agent', '/api/interactions/other/responses')).code).toBe(
    'INTERACTION_GONE',
  );
  app.dialer.change(agentId('agent'), { interaction: undefined });
  expect((await app.ask('agent', url)).code).toBe('INTERACTION_GONE');
  expect((await app.ask('supervisor', url)).code).toBe('FORBIDDEN');
});

test('favourites are kept on the server for each agent', async () => {
  const responseId = other.responses[0]?.id ?? 'none';
  const url = `/api/favourite-responses/${responseId}`;
  const marks = async () => (await read()).responses.map(({ isFavourite }) => isFavourite);
  expect(await marks()).toEqual([false, false]);
  expect((await app.ask('agent', url, { method: 'PUT' })).status).toBe(204);
  expect(await marks()).toEqual([false, true]);
  const ben = await app.addUser('ben', 'agent');
  const { rows } = await app.pool.query(`select user_id from favourite_responses`);
  expect(rows).toEqual([{ user_id: 'agent' }]);
  await app.ask('agent', url, { method: 'DELETE', cookie: ben });
  expect(await marks()).toEqual([false, true]);
  expect((await app.ask('agent', url, { method: 'DELETE' })).status).toBe(204);
  expect(await marks()).toEqual([false, false]);
});

test('a favourite that is not there, and roles that have none', async () => {
  const put = { method: 'PUT' } as const;
  expect((await app.ask('agent', '/api/favourite-responses/none', put)).code).toBe('NOT_FOUND');
  expect((await app.ask('supervisor', '/api/favourite-responses/none', put)).code).toBe(
    'FORBIDDEN',
  );
});

test('the preview reads with made-up facts, and says what could not be saved', async () => {
  const preview = async (text: string) =>
    (await app.ask('administrator', '/api/response-preview', { body: { text } })).body;
  expect(await preview('Hello {contact.name}')).toEqual({
    parts: [
      { type: 'text', text: 'Hello ' },
      {
        ...{ type: 'value', code: 'contact.name' },
        ...{ label: 'Name of the contact', text: 'Maria Keller' },
      },
    ],
    problem: null,
  });
  expect(await preview('{nobody}')).toMatchObject({
    parts: [{ type: 'unknown', code: 'nobody' }],
    problem: { code: 'FIELD_CODE_UNKNOWN', message: 'There is no such field code.' },
  });
});
