import { agentId } from '@outpace/engine/basics/ids.ts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterEach(() => app.reset());
afterAll(() => app.close());

test('an agent reads who else is there, and nobody else does', async () => {
  const ben = { agentId: agentId('ben'), name: 'Ben', phase: 'ready', problem: undefined } as const;
  const cat = { ...ben, agentId: agentId('cat'), name: 'Cat', problem: 'TARGET_BUSY' } as const;
  app.dialer.colleagues = [ben, cat];
  const page = await app.ask('agent', '/api/colleagues');
  expect(page.body).toEqual([
    { agentId: 'ben', name: 'Ben', phase: 'ready' },
    { agentId: 'cat', name: 'Cat', phase: 'ready', problem: 'TARGET_BUSY' },
  ]);
  expect((await app.ask('supervisor', '/api/colleagues')).code).toBe('FORBIDDEN');
});
