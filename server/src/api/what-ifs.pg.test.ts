import type { WhatIfPlan, WhatIfRow } from '@outpace/protocol/what-if.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlanSimulator } from '../ports.ts';
import { TestApp } from './test-app.ts';

const plan: WhatIfPlan = {
  ...{ agents: 5, hours: 1, records: 1_000, answerRate: 0.3, talkMs: 60_000, wrapUpMs: 0 },
  ...{ mode: 'predictive', abandonShareMax: 0.03, days: 5 },
  target: { kind: 'abandonment', share: 0.03 },
};

/** Lives one day of each plan, and then waits. */
const oneDay: PlanSimulator = {
  simulate: (_plan, onDay, signal) =>
    new Promise((resolve) => {
      onDay({ occupancy: 0.8, abandonment: 0, contactsPerHour: 90, agentWaitMs: 9, hours: 1 });
      signal.addEventListener('abort', () => resolve());
    }),
};

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open({ simulator: oneDay });
});
afterAll(() => app.close());

const begin = (body: object, by: 'supervisor' | 'agent' = 'supervisor') =>
  app.ask<WhatIfRow>(by, '/api/what-ifs', { body });

test('a plan is simulated, asked for and cancelled', async () => {
  const { body } = await begin(plan);
  const url = `/api/what-ifs/${body.id}`;
  expect((await app.ask('supervisor', url)).body).toMatchObject({
    ...{ id: body.id, state: 'running', plan, days: [{ occupancy: 0.8 }] },
    spreads: { contactsPerHour: { low: 90, middle: 90, high: 90 } },
  });
  expect((await app.ask('administrator', url)).code).toBe('NOT_FOUND');
  const cancelled = await app.ask('supervisor', url, { method: 'DELETE' });
  expect(cancelled.body).toMatchObject({ state: 'cancelled' });
});

test.each<[why: string, part: object]>([
  ['nobody to talk', { agents: 0 }],
  ['a shift of a week', { hours: 168 }],
  ['a rate above one', { answerRate: 1.2 }],
  ['a mode that is not simulated', { mode: 'preview' }],
  ['a target that is none', { target: { kind: 'luck' } }],
  ['a single day, which would be a promise', { days: 1 }],
])('%s is no plan', async (_why, part) => {
  expect(await begin({ ...plan, ...part })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
});

test('a day without conversations is nothing to replay', async () => {
  const url = '/api/what-ifs/past-day?groupId=g-1';
  expect((await app.ask('supervisor', `${url}&from=0&to=86400000`)).code).toBe('NOT_FOUND');
  expect((await app.ask('supervisor', url)).code).toBe('BAD_REQUEST');
  expect((await app.ask('agent', `${url}&from=0&to=1`)).code).toBe('FORBIDDEN');
});

test('agents plan nothing, and a server without a simulator says so', async () => {
  expect((await begin(plan, 'agent')).code).toBe('FORBIDDEN');
  const bare = await TestApp.open();
  const refused = await bare.ask('supervisor', '/api/what-ifs', { body: plan });
  expect(refused).toMatchObject({ status: 404, code: 'NO_SIMULATION' });
  await bare.close();
});
