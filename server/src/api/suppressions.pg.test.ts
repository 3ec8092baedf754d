import type { SuppressionListRow } from '@outpace/protocol/suppression-lists.ts';
import type { SuppressionsAnswer } from '@outpace/protocol/suppressions.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

const HOME = '+12125550142';
const url = '/api/suppressions';
let app: TestApp;
let list: SuppressionListRow;
beforeAll(async () => {
  app = await TestApp.open();
  const body = { name: 'Regulator', callingListId: null, endsAt: null };
  const asked = await app.ask<SuppressionListRow>('supervisor', '/api/suppression-lists', { body });
  list = asked.body;
  const keys = [
    { kind: 'phone', phone: HOME },
    { kind: 'customer', customerId: 'C 7' },
  ];
  const entries = `/api/suppression-lists/${list.id}/entries`;
  const reason = 'in the register';
  await app.ask('supervisor', entries, { body: { keys, endsAt: null, reason } });
});
afterAll(() => app.close());

test.each<[why: string, query: string, value: string, found: number]>([
  ['a number, however it is typed', 'phone=%2B1%20212-555-0142', HOME, 1],
  ['a number that nobody has said anything of', 'phone=%2B12125550143', '+12125550143', 0],
  ['a customer', 'customerId=C%207', 'C 7', 1],
])('%s', async (_why, query, value, found) => {
  const { status, body } = await app.ask<SuppressionsAnswer>('supervisor', `${url}?${query}`);
  const row = { list: { id: list.id, name: 'Regulator' }, reason: 'in the register', until: null };
  expect([status, body.value]).toEqual([200, value]);
  expect(body.found).toMatchObject(Array(found).fill(row));
});

test.each<[why: string, query: string, code: string]>([
  ['a number that is none', 'phone=5', 'NUMBER_INVALID'],
  ['nobody', '', 'BAD_REQUEST'],
  ['two at once', 'phone=%2B12125550142&customerId=c', 'BAD_REQUEST'],
])('refused: %s', async (_why, query, code) => {
  expect((await app.ask('supervisor', `${url}?${query}`)).code).toBe(code);
});

test('an agent does not look people up', async () => {
  expect((await app.ask('agent', `${url}?customerId=c`)).status).toBe(403);
});
