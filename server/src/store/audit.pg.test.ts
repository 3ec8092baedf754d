import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAudit } from './audit.ts';
import { openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

test.each([
  ['changed', `update audit set by = 'somebody else'`],
  ['emptied', `update audit set detail = '{}'`],
  ['erased under another name', `update audit set detail = '{"erased": true}', by = 'nobody'`],
  ['removed', 'delete from audit'],
  ['removed all together', 'truncate audit'],
])('entries are never %s', async (_how, sql) => {
  await addAudit(at.pool, at.site, { by: 'ada', what: 'kept', subject: 'k', detail: {} });
  await expect(at.pool.query(sql)).rejects.toThrow('the audit trail is never changed');
  const { rows } = await at.pool.query(`select by from audit where what = 'kept' limit 1`);
  expect(rows).toEqual([{ by: 'ada' }]);
});

test('an erasure empties what an entry says of a person, and nothing else of it', async () => {
  const detail = { note: 'of a person' };
  await addAudit(at.pool, at.site, { by: 'ada', what: 'kept', subject: 'their id', detail });
  await at.pool.query(
    `update audit set detail = '{"erased": true}', subject = 'erased' where subject = 'their id'`,
  );
  const { rows } = await at.pool.query(
    `select by, what, detail from audit where subject = 'erased'`,
  );
  expect(rows).toEqual([{ by: 'ada', what: 'kept', detail: { erased: true } }]);
});

test('an entry says who did what to which thing, and when', async () => {
  const entry = { by: 'ada', what: 'campaign-changed', subject: 'c-1', detail: { name: 'New' } };
  await addAudit(at.pool, at.site, entry);
  const { rows } = await at.pool.query(
    `select by, what, subject, detail, at from audit where what <> 'kept'`,
  );
  expect(rows).toEqual([{ ...entry, at: expect.anything() }]);
});
