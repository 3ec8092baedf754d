import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterEach(() => app.reset());
afterAll(() => app.close());

const post = (as: 'agent' | 'supervisor', url: string, body?: object) =>
  app.ask(as, url, { method: 'POST', ...(body === undefined ? {} : { body }) });

test.each<[url: string, body: object | undefined, change: object]>([
  ['finish', undefined, { type: 'finish' }],
  [
    'reschedule',
    { dueAt: '2026-11-30T15:20:00+01:00' },
    { type: 'reschedule', dueAt: Date.UTC(2026, 10, 30, 14, 20) },
  ],
  ['reschedule', {}, { type: 'reschedule', dueAt: undefined }],
  ['numbers', { phone: '+1 (212) 555-0142' }, { type: 'add-number', phone: '+12125550142' }],
  [
    'numbers/-12',
    { phone: '+12125550142' },
    { type: 'change-number', recordId: '-12', phone: '+12125550142' },
  ],
])('a supervisor asks for %s, an agent may not', async (url, body, change) => {
  expect((await post('supervisor', `/api/chains/7/${url}`, body)).body).toEqual({ done: 'done' });
  expect(app.dialer.chainCommands).toMatchObject([
    { by: 'supervisor', wish: { type: 'change-chain', chainId: '7', change } },
  ]);
  expect(await post('agent', `/api/chains/7/${url}`, body)).toMatchObject({ code: 'FORBIDDEN' });
  expect(app.dialer.chainCommands).toHaveLength(1);
});

test.each<[url: string, body: object | undefined, code: string]>([
  ['numbers', { phone: '5550142' }, 'NUMBER_INVALID'],
  ['numbers/1', { phone: 'call me' }, 'NUMBER_INVALID'],
  ['numbers/x', { phone: '+12125550142' }, 'BAD_REQUEST'],
  ['numbers', { phone: '+12125550142', more: 1 }, 'BAD_REQUEST'],
  ['reschedule', { dueAt: '2026-11-30T15:20:00' }, 'BAD_REQUEST'],
  ['reschedule', { dueAt: '2026-13-40T15:20:00Z' }, 'CALLBACK_TIME_INVALID'],
  ['reschedule', undefined, 'BAD_REQUEST'],
])('%s of %j is refused', async (url, body, code) => {
  expect((await post('supervisor', `/api/chains/7/${url}`, body)).code).toBe(code);
  expect(app.dialer.chainCommands).toEqual([]);
});

test.each<[code: 'RECORD_BUSY' | 'RECORD_GONE' | 'RECORD_PROMISED', status: number]>([
  ['RECORD_BUSY', 409],
  ['RECORD_GONE', 404],
  ['RECORD_PROMISED', 409],
])('what the engine refuses as %s comes with its status', async (code, status) => {
  app.dialer.outcome = fail(refusal(code));
  expect(await post('supervisor', '/api/chains/7/finish')).toMatchObject({ status, code });
});

test('the same key is the same command, for the same person', async () => {
  const headers = { 'idempotency-key': 'once' };
  const ask = () => app.ask('supervisor', '/api/chains/7/finish', { method: 'POST', headers });
  await ask();
  await ask();
  const ids = app.dialer.chainCommands.map(({ commandId }) => commandId);
  expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
});

test('what is known of a person is changed, as the fields of their list have it', async () => {
  await app.pool.query(
    `insert into calling_lists (site, id, name, fields) values ($1, 'l-1', 'Red', $2)`,
    [app.site, JSON.stringify([{ key: 'age', label: 'Age', type: 'number', choices: [] }])],
  );
  const { rows } = await app.pool.query<{ id: string }>(
    `insert into chains (site, list_id) values ($1, 'l-1') returning id::text`,
    [app.site],
  );
  const chainId = rows[0]?.id;
  const put = (body: object, as: 'agent' | 'supervisor' = 'supervisor', id = chainId) =>
    app.ask(as, `/api/chains/${id}/fields`, { method: 'PUT', body });
  const fields = { age: 41 };
  expect((await put({ fields })).body).toEqual({ done: 'done' });
  expect((await put({ fields: { age: null }, recordId: '-12' })).status).toBe(200);
  const changes = app.dialer.chainCommands.map(({ wish }) => 'change' in wish && wish.change);
  expect(changes).toEqual([
    { type: 'set-fields', fields, recordId: undefined },
    { type: 'set-fields', fields: { age: null }, recordId: '-12' },
  ]);
  expect(await put({ fields: { age: 'old' } })).toMatchObject({ code: 'FIELD_INVALID' });
  expect((await put({ fields: { size: 1 } })).body).toMatchObject({ detail: 'size' });
  expect(await put({ fields: {} })).toMatchObject({ code: 'BAD_REQUEST' });
  expect(await put({ fields }, 'supervisor', '999999')).toMatchObject({ code: 'NOT_FOUND' });
  expect(await put({ fields }, 'agent')).toMatchObject({ code: 'FORBIDDEN' });
  expect(app.dialer.chainCommands).toHaveLength(2);
});
