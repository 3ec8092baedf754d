import pg from 'pg';
import { expect, test } from 'vitest';
import { addressOf, testDatabase } from './test-database.ts';

test('two test databases are migrated and know nothing of each other', async () => {
  const one = await testDatabase();
  const other = await testDatabase();
  await one.pool.query("insert into sites (site, name) values ('main', 'Main')");
  const found = await other.pool.query('select from sites');
  await one.drop();
  await other.drop();
  expect(found.rowCount).toBe(0);
});

test('what is copied is filled once, however many want it at one moment', async () => {
  let filled = 0;
  const filling = {
    name: `outpace_filled_${process.pid}`,
    fill: async (pool: pg.Pool): Promise<void> => {
      filled += 1;
      await pool.query("insert into sites (site, name) values ('main', 'Main')");
    },
  };
  const copies = await Promise.all([1, 2, 3].map(() => testDatabase('embedded', filling)));
  expect(filled).toBe(1);
  for (const { connection, drop } of copies) {
    const client = new pg.Client({ connectionString: addressOf(connection) });
    await client.connect();
    expect((await client.query('select name from sites')).rows).toEqual([{ name: 'Main' }]);
    await client.end();
    await drop();
  }
});

test('a database that could not be filled is filled by the next one', async () => {
  const name = `outpace_unfilled_${process.pid}`;
  const broken = { name, fill: () => Promise.reject(new Error('out of order')) };
  await expect(testDatabase('embedded', broken)).rejects.toThrow('out of order');
  const { pool, drop } = await testDatabase('embedded', { name, fill: async () => undefined });
  expect((await pool.query('select from sites')).rowCount).toBe(0);
  await drop();
});
