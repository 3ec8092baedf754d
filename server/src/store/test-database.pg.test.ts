import { expect, test } from 'vitest';
import { testDatabase } from './test-database.ts';

test('two test databases are migrated and know nothing of each other', async () => {
  const one = await testDatabase();
  const other = await testDatabase();
  await one.pool.query("insert into sites (site, name) values ('main', 'Main')");
  const found = await other.pool.query('select from sites');
  await one.drop();
  await other.drop();
  expect(found.rowCount).toBe(0);
});
