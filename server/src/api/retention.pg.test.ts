import type { RetentionBody, RetentionRow } from '@outpace/protocol/retention.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

const body: RetentionBody = {
  ...{ attempts: 400, recordings: 90, 'webhook-deliveries': 14 },
  ...{ imports: 30, 'agent-states': null },
};
const put = (as: 'supervisor' | 'administrator', part: object, version = 1) =>
  app.ask<RetentionRow>(as, `/api/retention?version=${version}`, {
    method: 'PUT',
    body: { ...body, ...part },
  });

test('an administrator says how long, and the trail says who', async () => {
  const saved = await put('administrator', {});
  expect(saved).toMatchObject({ status: 200, body: { ...body, version: 2, lastRun: null } });
  expect(await put('administrator', {})).toMatchObject({ code: 'CHANGED_MEANWHILE' });
  const read = await app.ask('administrator', '/api/retention');
  expect(read.body).toEqual(saved.body);
  const { rows } = await app.pool.query(`select by, detail from audit where what = $1`, [
    'retention-changed',
  ]);
  expect(rows).toEqual([{ by: 'administrator', detail: body }]);
});

test.each<[why: string, part: object]>([
  ['shorter than pacing looks back', { attempts: 29 }],
  ['shorter than deliveries are tried', { 'webhook-deliveries': 1 }],
  ['longer than anybody means', { imports: 4_000 }],
  ['something that is not kept', { audit: 30 }],
])('%s is refused', async (_why, part) => {
  expect(await put('administrator', part, 2)).toMatchObject({ status: 400 });
});

test('supervisors neither read nor change it', async () => {
  expect(await put('supervisor', {}, 2)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await app.ask('supervisor', '/api/retention')).toMatchObject({ code: 'FORBIDDEN' });
});
