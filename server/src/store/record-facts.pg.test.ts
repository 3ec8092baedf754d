import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordFacts } from './record-facts.ts';
import { addChain, openTestList, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestList();
});
afterAll(() => at.drop());

test('a record with its list, its person and its fields', async () => {
  const { pool, site } = at;
  await addChain(pool, site, { listId: 'l-1', phones: ['+12125550150'], customerId: 'C9' });
  await pool.query(`update records set fields = '{"balance": -20, "owner": true}'`);
  const { rows } = await pool.query<{ id: string }>('select id::text as id from records');
  expect(await recordFacts(pool, site, rows[0]?.id ?? 'none')).toEqual({
    customerId: 'C9',
    listId: 'l-1',
    listName: 'Customers',
    zone: 'America/New_York',
    fields: { balance: -20, owner: true },
  });
  expect(await recordFacts(pool, site, '999999')).toBeUndefined();
});
