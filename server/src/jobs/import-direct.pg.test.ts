import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { DirectRows } from './import-direct.ts';
import { ImportSandbox, recordOf } from './import-sandbox.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
});
afterAll(() => database.drop());

test('any text comes through unchanged, in the order of the file, with its window', async () => {
  const listId = await sandbox.addList();
  const texts = ['\\', '\\N', '\\.', 'a\tb', 'a\nb\r\n', '"', "'", 'é€😀', '\u0001', '{}', ''];
  const rows = texts.map((contactName, n) =>
    recordOf(n, {
      contactName,
      customerId: contactName,
      dailyTill: 50_000 - (n % 3),
      fields: { note: contactName },
    }),
  );
  const client = await database.pool.connect();
  const direct = await DirectRows.begin(client, database.pool, { site: sandbox.site, listId });
  // Ids that somebody else has drawn between two of ours are stepped over.
  for (const lot of [rows.slice(0, 4), rows.slice(4, 4), rows.slice(4)]) {
    await direct.put(await direct.prepare(lot));
    await database.pool.query(`select nextval(pg_get_serial_sequence('chains', 'id'))`);
  }
  expect(await sandbox.contents(listId)).toMatchObject({ chains: 0, records: 0, queued: 0 });
  for await (const _ of direct.enqueue()) expect(_).toBe(undefined);
  await client.query('commit');
  client.release();
  const found = await database.pool.query(
    `select c.contact_name as name, c.customer_id as customer, r.fields->>'note' as note,
      q.window_id = r.window_id as "isQueued", 50_000 - w.daily_till as earlier
    from chains c join records r on r.site = c.site and r.chain_id = c.id
    join callable_windows w on w.id = r.window_id
    left join dial_queue q on q.site = c.site and q.chain_id = c.id
    where c.list_id = $1 order by c.id`,
    [listId],
  );
  expect(found.rows).toEqual(
    texts.map((text, n) => ({
      name: text,
      customer: text === '' ? null : text,
      note: text,
      isQueued: true,
      earlier: n % 3,
    })),
  );
});

test('imports that draw ids at the same moment have none in common', async () => {
  const listId = await sandbox.addList();
  const lots = Array.from({ length: 4 }, (_, at) =>
    Array.from({ length: 500 }, (_row, n) => recordOf(at * 500 + n)),
  );
  await Promise.all(
    lots.map(async (rows) => {
      const client = await database.pool.connect();
      const direct = await DirectRows.begin(client, database.pool, { site: sandbox.site, listId });
      await direct.put(await direct.prepare(rows));
      for await (const _ of direct.enqueue()) expect(_).toBe(undefined);
      await client.query('commit');
      client.release();
    }),
  );
  const all = { chains: 2_000, records: 2_000, queued: 2_000 };
  expect(await sandbox.contents(listId)).toMatchObject(all);
});

test('nobody who dials or edits the list waits for rows that are being put in', async () => {
  const [listId, of] = [await sandbox.addList(), { site: sandbox.site }];
  const first = await database.pool.connect();
  const direct = await DirectRows.begin(first, database.pool, { ...of, listId });
  await direct.put(await direct.prepare([recordOf(1)]));
  for await (const _ of direct.enqueue()) expect(_).toBe(undefined);
  const other = await database.pool.connect();
  await other.query("set lock_timeout = '500ms'");
  const values = [sandbox.site, listId];
  await other.query('insert into chains (site, list_id) values ($1, $2)', values);
  await other.query(
    'insert into dial_queue (site, list_id, chain_id, window_id) select site, list_id, id, 1 ' +
      'from chains where site = $1 and list_id = $2',
    values,
  );
  const { rowCount } = await other.query(
    `delete from dial_queue where site = $1 and chain_id in (
      select chain_id from dial_queue where site = $1 and list_id = $2 for update
    )`,
    values,
  );
  expect(rowCount).toBe(1);
  await other.query('update calling_lists set version = 2 where site = $1 and id = $2', values);
  await other.query('reset lock_timeout');
  other.release();
  await first.query('rollback');
  first.release();
  expect(await sandbox.contents(listId)).toMatchObject({ chains: 1, records: 0, queued: 0 });
});

test('the next connection looks up its references again', async () => {
  const { rows } = await database.pool.query('show session_replication_role');
  expect(rows).toEqual([{ session_replication_role: 'origin' }]);
});
