import type { NewChainAnswer, NewChainBody } from '@outpace/protocol/new-chains.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

let app: TestApp;
let listId: string;
let otherId: string;
beforeAll(async () => {
  app = await TestApp.open();
  const add = async (name: string): Promise<string> => {
    const body = {
      name,
      defaultCountry: 'US',
      defaultZone: 'America/New_York',
      dailyFrom: 32_400,
      dailyTill: 72_000,
      fields: [{ key: 'age', label: 'Age', type: 'number', choices: [] }],
    };
    const added = await app.ask<{ id: string }>('administrator', '/api/calling-lists', { body });
    return added.body.id;
  };
  listId = await add('Red');
  otherId = await add('Blue');
});
afterEach(async () => {
  await app.pool.query('delete from chains');
  await app.reset();
});
afterAll(() => app.close());

const person: NewChainBody = {
  contactName: 'Rui Costa',
  numbers: [{ phone: '(212) 555-0142' }, { phone: '+13035550142' }],
  fields: { age: 41 },
};

const post = (
  body: object,
  more: { as?: 'agent' | 'supervisor'; key?: string; to?: string } = {},
) =>
  app.ask<NewChainAnswer>(
    more.as ?? 'supervisor',
    `/api/calling-lists/${more.to ?? listId}/chains`,
    {
      body,
      ...(more.key === undefined ? {} : { headers: { 'idempotency-key': more.key } }),
    },
  );

const asked = () =>
  app.dialer.supervisorCommands.flatMap(({ command }) =>
    command.type === 'extend-list' ? [command] : [],
  );

test('a program adds somebody, and whoever dials the list asks for them', async () => {
  const { status, body } = await post(person);
  expect(status).toBe(200);
  expect(body.recordIds).toHaveLength(2);
  expect(asked()).toMatchObject([{ listId }]);
  const contact = await app.ask('supervisor', `/api/chains/${body.chainId}`);
  expect(contact.status).toBe(200);
});

test('asked again under the same key it is the same person, and nobody is told twice', async () => {
  const first = await post(person, { key: 'crm-7' });
  const again = await post({ numbers: [{ phone: '+12125550199' }] }, { key: 'crm-7' });
  expect(again.body).toEqual(first.body);
  expect(asked()).toHaveLength(1);
  expect(await post(person)).toMatchObject({ status: 409, code: 'NUMBER_LISTED' });
});

test('when they are called is told to the dialer', async () => {
  await post({ ...person, dueAt: '2040-01-05T10:00:00Z' });
  expect(asked()).toMatchObject([{ dueAt: Date.UTC(2040, 0, 5, 10) }]);
});

test('a number may be in other lists, and where one says so in none', async () => {
  await post(person);
  expect(await post(person, { to: otherId })).toMatchObject({ status: 200 });
  const refused = await post({ numbers: [{ phone: '+13035550142' }] });
  expect(refused.body).toMatchObject({
    detail: '+13035550142: The number is in the list already.',
  });
  expect(await post({ ...person, refuseDuplicatesIn: 'nowhere' })).toMatchObject({ status: 200 });
});

test.each<[why: string, body: object, status: number, code: string]>([
  ['nobody', { numbers: [] }, 400, 'BAD_REQUEST'],
  ['a word', { numbers: [{ phone: 'call me' }] }, 409, 'NUMBER_INVALID'],
  ['a field of another list', { ...person, fields: { size: 3 } }, 409, 'FIELD_INVALID'],
  ['more than a person', { ...person, more: 1 }, 400, 'BAD_REQUEST'],
])('%s is refused, and nobody hears of it', async (_why, body, status, code) => {
  expect(await post(body)).toMatchObject({ status, code });
  expect(asked()).toEqual([]);
});

test('agents add nobody, and nobody comes into a list that is not there', async () => {
  expect(await post(person, { as: 'agent' })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await post(person, { to: 'gone' })).toMatchObject({ status: 404, code: 'NOT_FOUND' });
});
