import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  allCallingLists,
  callingListRow,
  deleteCallingList,
  insertCallingList,
  newListId,
  recordsOfList,
  updateCallingList,
} from './calling-lists.ts';
import { addChain, granted, listBody, openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

const addList = async (id: string): Promise<void> => {
  granted(await insertCallingList(at.pool, at.site, id, listBody(id)));
};

test('a leased chain is still open, a closed one is not', async () => {
  const { pool, site } = at;
  await addList('counted');
  await addChain(pool, site, { listId: 'counted', phones: ['+12125550100'] });
  await addChain(pool, site, { listId: 'counted', phones: ['+12125550101'], isClosed: true });
  const leased = await addChain(pool, site, { listId: 'counted', phones: ['+12125550102'] });
  await pool.query('delete from dial_queue where chain_id = $1', [leased]);
  await pool.query(`insert into leases values ('main', $1, 'g-1', 1, now(), 3)`, [leased]);
  const row = granted(await callingListRow(pool, site, 'counted'));
  expect(row).toMatchObject({ chains: 3, open: 2, version: 1 });
  expect(await allCallingLists(pool, site)).toContainEqual(row);
});

test('ids of new lists sort as they were given', async () => {
  const first = await newListId(at.pool);
  await at.pool.query("select setval('calling_list_ids', 998)");
  const later = [await newListId(at.pool), await newListId(at.pool)];
  // Before them come the ids that lists had been given at random: digits, and letters up to f.
  const ids = ['ffffffff-ffff-4fff-8fff-ffffffffffff', first, ...later];
  const { rows } = await at.pool.query<{ id: string }>(
    'select id from unnest($1::text[]) as given (id) order by id',
    [ids.toReversed()],
  );
  expect(rows.map(({ id }) => id)).toEqual(ids);
  expect(new Set(ids).size).toBe(4);
});

test('a change takes the version, a removal takes the records', async () => {
  const { pool, site } = at;
  await addList('short');
  await addChain(pool, site, { listId: 'short', phones: ['+12125550103', '+12125550104'] });
  const changed = { ...listBody('shorter'), dailyTill: 72_000 };
  expect(granted(await updateCallingList(pool, site, 'short', 1, changed))).toMatchObject({
    name: 'shorter',
    dailyTill: 72_000,
    version: 2,
  });
  granted(await deleteCallingList(pool, site, 'short'));
  expect((await pool.query(`select 1 from records where list_id = 'short'`)).rowCount).toBe(0);
  expect((await pool.query(`select 1 from dial_queue where list_id = 'short'`)).rowCount).toBe(0);
});

test('records keep their order over pages, and words instead of numbers', async () => {
  const { pool, site } = at;
  await addList('paged');
  await addChain(pool, site, { listId: 'paged', phones: ['+12125550105', '+12125550106'] });
  await addChain(pool, site, { listId: 'paged', phones: ['+12125550107'] });
  const first = await recordsOfList(pool, site, { listId: 'paged', after: '0', limit: 2 });
  expect(first.records).toMatchObject([
    { phone: '+12125550105', chainN: 0, recordType: 'general', recordStatus: 'ready' },
    { phone: '+12125550106', chainN: 1, contactType: 'home', callResult: 'unknown' },
  ]);
  const after = first.next ?? '';
  const second = await recordsOfList(pool, site, { listId: 'paged', after, limit: 2 });
  expect(second).toMatchObject({ records: [{ phone: '+12125550107' }], next: null });
});
