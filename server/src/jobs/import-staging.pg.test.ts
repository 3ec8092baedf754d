import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../store/test-database.ts';
import { ImportSandbox, recordOf } from './import-sandbox.ts';
import { dropStaging, Staging } from './import-staging.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
beforeAll(async () => {
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
});
afterAll(() => database.drop());

test('any text comes through unchanged, and the order is that of the file', async () => {
  const listId = await sandbox.addList();
  const texts = ['\\', '\\N', '\\.', 'a\tb', 'a\nb\r\n', '"', "'", 'é€😀', '\u0001', '{}', ''];
  const client = await database.pool.connect();
  const staging = await Staging.create(client, {
    site: sandbox.site,
    listId,
    importId: randomUUID(),
  });
  const writer = staging.writer();
  for (const [n, contactName] of texts.entries()) {
    writer.add(n, recordOf(n, { contactName, fields: { note: contactName } }));
  }
  await writer.end();
  await staging.analyze();
  await staging.prepare();
  await client.query('begin');
  let published = 0;
  for await (const rows of staging.publish()) published += rows;
  await staging.drop();
  await client.query('commit');
  client.release();
  const { rows } = await database.pool.query(
    `select c.contact_name as name, r.fields->>'note' as note
    from chains c join records r on r.site = c.site and r.chain_id = c.id
    where c.list_id = $1 order by c.id`,
    [listId],
  );
  expect(published).toBe(texts.length);
  expect(rows).toEqual(texts.map((text) => ({ name: text, note: text })));
});

test('the next connection looks up its references again', async () => {
  const { rows } = await database.pool.query('show session_replication_role');
  expect(rows).toEqual([{ session_replication_role: 'origin' }]);
});

test('a name from outside never gets into a statement', async () => {
  await expect(dropStaging(database.pool, 'x; drop table sites')).rejects.toThrow('bug');
});
