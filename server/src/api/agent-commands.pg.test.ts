import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterEach(() => app.reset());
afterAll(() => app.close());

const send = (body: object, headers: Record<string, string> = {}) =>
  app.ask('agent', '/api/me/commands', { body, headers });

const draft = { callResult: 'answer', dispositionCode: null, doNotCall: null, note: 'n' };

test('a command is the one of the socket, read as there', async () => {
  const command = { type: 'mark-done', interactionId: 'i-1', draft };
  const answer = await send(command, { 'idempotency-key': 'k-1' });
  expect([answer.status, answer.body]).toEqual([200, { done: 'done' }]);
  expect(app.dialer.agentCommands).toEqual([
    {
      agentId: 'agent',
      commandId: 'agent/k-1',
      command: {
        ...command,
        draft: { ...draft, dispositionCode: undefined, doNotCall: undefined },
      },
    },
  ]);
});

test('the key is the id by which the socket would know the same command', async () => {
  const page = await (await app.socket('agent', '/api/agent-socket')).opened();
  page.send({ type: 'hello', protocol: 1, pageId: 'page-1' });
  await page.next('view');
  page.send({ type: 'command', id: 'k-2', command: { type: 'set-ready' } });
  await page.next('reply');
  await send({ type: 'set-ready' }, { 'idempotency-key': 'k-2' });
  await send({ type: 'set-ready' });
  const [first, second, third] = app.dialer.agentCommands.map(({ commandId }) => commandId);
  expect([first, second]).toEqual(['agent/k-2', 'agent/k-2']);
  expect(third).not.toBe(first);
});

test('what waits says so, and a refusal comes with its status and sentence', async () => {
  app.dialer.outcome = ok({ done: 'waiting' });
  expect((await send({ type: 'log-off' })).body).toEqual({ done: 'waiting' });
  app.dialer.outcome = fail(refusal('ENGAGED'));
  expect(await send({ type: 'log-off' })).toMatchObject({
    status: 409,
    code: 'ENGAGED',
    body: { message: expect.stringMatching(/^Your line is held for a contact: wait until/) },
  });
});

test.each<[why: string, body: object, code: string]>([
  ['no command of the protocol', { type: 'promote' }, 'BAD_REQUEST'],
  ['a field nobody knows', { type: 'set-ready', at: 1 }, 'BAD_REQUEST'],
  [
    'a number that is none',
    { type: 'recall', interactionId: 'i-1', to: { kind: 'new-number', phone: '0142' } },
    'NUMBER_INVALID',
  ],
])('%s is refused', async (_why, body, code) => {
  expect((await send(body)).code).toBe(code);
  expect(app.dialer.agentCommands).toEqual([]);
});

test('it is for agents alone', async () => {
  const body = { type: 'set-ready' };
  const asked = (as: 'supervisor' | undefined) => app.ask(as, '/api/me/commands', { body });
  expect((await asked('supervisor')).code).toBe('FORBIDDEN');
  expect((await asked(undefined)).code).toBe('NOT_SIGNED_IN');
});

test('the document has every command', async () => {
  const document = JSON.stringify((await app.ask(undefined, '/api/openapi.json')).body);
  expect(document).toContain('/api/me/commands');
  for (const type of ['end-call', 'consult', 'call-number', 'recall', 'log-off']) {
    expect(document).toContain(`"${type}"`);
  }
});
