import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertCallingList, recordsOfList } from '../store/calling-lists.ts';
import { granted, listBody, openTestSite, type TestSite } from '../store/test-site.ts';
import { fillDemoList } from './demo-list.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  granted(await insertCallingList(at.pool, at.site, 'l-1', listBody('Demo')));
});
afterAll(() => at.drop());

const zone = 'America/Chicago';

test('people, their numbers in order, and their place in the line', async () => {
  const { pool, site } = at;
  await at.write((db) =>
    fillDemoList(db, site, 'l-1', [
      {
        name: 'Ana Berg',
        customerId: 'C1',
        phones: [
          { phone: '+13125550100', zone, kind: 'home' },
          { phone: '+13125550101', zone, kind: 'mobile' },
        ],
        fields: { age: 41, has_loan: true },
      },
      {
        name: 'Ben Costa',
        customerId: 'C2',
        phones: [{ phone: '+13125550102', zone, kind: 'mobile' }],
        fields: {},
      },
    ]),
  );
  const page = await recordsOfList(pool, site, { listId: 'l-1', after: '0', limit: 10 });
  const window = { zone, dailyFrom: 0, dailyTill: 86_400, fields: { age: 41, has_loan: true } };
  expect(page.records).toMatchObject([
    { contactName: 'Ana Berg', chainN: 0, phone: '+13125550100', contactType: 'home', ...window },
    { contactName: 'Ana Berg', chainN: 1, phone: '+13125550101', contactType: 'mobile', ...window },
    { contactName: 'Ben Costa', customerId: 'C2', phone: '+13125550102', contactType: 'mobile' },
  ]);
  const queued = await pool.query('select rank, count(*)::int from dial_queue group by 1');
  expect(queued.rows).toEqual([{ rank: 3, count: 2 }]);
});
