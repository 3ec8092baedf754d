import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAudit } from './audit.ts';
import { openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

test('an entry says who did what to which thing, and when', async () => {
  const entry = { by: 'ada', what: 'campaign-changed', subject: 'c-1', detail: { name: 'New' } };
  await addAudit(at.pool, at.site, entry);
  const { rows } = await at.pool.query('select by, what, subject, detail, at from audit');
  expect(rows).toEqual([{ ...entry, at: expect.anything() }]);
});
