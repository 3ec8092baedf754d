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

test.each<[act: string, body: object | undefined, command: object]>([
  ['release', undefined, { type: 'release-engagement', agentId: 'agent' }],
  [
    'status',
    { status: 'not-ready' },
    { type: 'set-agent-status', agentId: 'agent', status: 'not-ready' },
  ],
])('%s is the command of the console', async (act, body, command) => {
  const url = `/api/agents/agent/${act}`;
  const asked = { method: 'POST', ...(body === undefined ? {} : { body }) } as const;
  const headers = { 'idempotency-key': 'k-1' };
  expect((await app.ask('supervisor', url, { ...asked, headers })).body).toEqual({ done: 'done' });
  expect(app.dialer.supervisorCommands).toEqual([
    { by: 'supervisor', commandId: 'supervisor/k-1', command },
  ]);
  // An agent releases nobody, not even themselves.
  expect((await app.ask('agent', url, asked)).code).toBe('FORBIDDEN');
  expect((await app.ask(undefined, url, asked)).code).toBe('NOT_SIGNED_IN');
});

test('the refusals of the engine come with their status', async () => {
  app.dialer.outcome = fail(refusal('NOT_ENGAGED'));
  const asked = { method: 'POST' } as const;
  expect(await app.ask('supervisor', '/api/agents/agent/release', asked)).toMatchObject({
    status: 409,
    code: 'NOT_ENGAGED',
  });
});
