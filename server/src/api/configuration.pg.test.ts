import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { change } from './configuration.ts';
import { TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

const by = {
  userId: 'administrator',
  name: 'administrator.one',
  displayName: 'One',
  role: 'administrator',
  expiresAtMs: 0,
  tokenHash: Buffer.alloc(32),
} as const;
const about = (subject: string) => ({
  by,
  what: 'thing-changed',
  subject,
  detail: { colour: 'red' },
  onForeignKey: { code: 'IN_USE' } as const,
});
const parts = () => ({ pool: app.pool, siteId: app.site });
const trailOf = async (subject: string) =>
  (await app.pool.query('select by, what, detail from audit where subject = $1', [subject])).rows;

test('a change and its entry are there together', async () => {
  expect(await change(parts(), about('s-1'), async () => ok(7))).toEqual(ok(7));
  expect(await trailOf('s-1')).toEqual([
    { by: 'administrator', what: 'thing-changed', detail: { colour: 'red' } },
  ]);
});

test('a refused change leaves no entry', async () => {
  const refused = await change(parts(), about('s-2'), async (db) => {
    await db.query(`update sites set name = 'changed'`);
    return fail(refusal('CHANGED_MEANWHILE'));
  });
  expect(refused.ok).toBe(false);
  expect(await trailOf('s-2')).toEqual([]);
  expect((await app.pool.query('select name from sites')).rows).toEqual([{ name: 'Test' }]);
});
