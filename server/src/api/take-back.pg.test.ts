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

const NUMBER = '+12125550142';
const post = (as: 'agent' | 'supervisor', url: string, body?: object) =>
  app.ask(as, url, { method: 'POST', ...(body === undefined ? {} : { body }) });

test('a supervisor takes a record back, an agent does not', async () => {
  expect((await post('supervisor', '/api/chains/7/cancel')).body).toEqual({ done: 'done' });
  expect(app.dialer.chainCommands).toMatchObject([
    { by: 'supervisor', wish: { type: 'cancel-record', chainId: '7' } },
  ]);
  expect(await post('agent', '/api/chains/7/cancel')).toMatchObject({ code: 'FORBIDDEN' });
});

test('the refusals of the engine come with their status', async () => {
  app.dialer.outcome = fail(refusal('RECORD_GONE'));
  expect(await post('supervisor', '/api/chains/7/cancel')).toMatchObject({ status: 404 });
  app.dialer.outcome = fail(refusal('RECORD_BUSY'));
  expect(await post('supervisor', '/api/chains/7/cancel')).toMatchObject({ status: 409 });
});

test('numbers are read, persons are taken by name', async () => {
  const keys = [
    { kind: 'phone', phone: '+1 (212) 555-0142' },
    { kind: 'customer', customerId: 'C-77' },
  ];
  const body = { keys, reason: 'asked in a letter' };
  expect((await post('supervisor', '/api/suppressions', body)).body).toEqual({ done: 'done' });
  expect(app.dialer.supervisorCommands).toMatchObject([
    {
      by: 'supervisor',
      command: {
        type: 'suppress',
        keys: [{ kind: 'phone', phone: NUMBER }, keys[1]],
        reason: 'asked in a letter',
      },
    },
  ]);
});

test.each<[why: string, as: 'agent' | 'supervisor', body: object, code: string]>([
  ['by an agent', 'agent', { keys: [{ kind: 'phone', phone: NUMBER }], reason: 'x' }, 'FORBIDDEN'],
  ['of nobody', 'supervisor', { keys: [], reason: 'x' }, 'BAD_REQUEST'],
  ['for no reason', 'supervisor', { keys: [{ kind: 'phone', phone: NUMBER }] }, 'BAD_REQUEST'],
  [
    'of no number',
    'supervisor',
    { keys: [{ kind: 'phone', phone: '5550142' }], reason: 'x' },
    'NUMBER_INVALID',
  ],
])('a do-not-call %s is refused', async (_why, as, body, code) => {
  expect((await post(as, '/api/suppressions', body)).code).toBe(code);
  expect(app.dialer.supervisorCommands).toEqual([]);
});
