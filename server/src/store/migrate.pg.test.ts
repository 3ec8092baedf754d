import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, parseMigrations, pending } from './migrate.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const emptyHouse = (): Promise<unknown> =>
  database.pool.query('drop schema public cascade; create schema public');

const versions = async (): Promise<unknown[]> =>
  (await database.pool.query('select version, name from schema_migrations')).rows;

test('several at once make every table once', async () => {
  await emptyHouse();
  await Promise.all([migrate(database.pool), migrate(database.pool), migrate(database.pool)]);
  expect(await versions()).toContainEqual({ version: 1, name: '0001_house.sql' });
  expect((await database.pool.query('select from records')).rowCount).toBe(0);
});

test('a database of a newer Outpace is refused in one sentence and left alone', async () => {
  await database.pool.query("insert into schema_migrations values (999, '0999_later.sql')");
  await expect(migrate(database.pool)).rejects.toThrow(
    /^The database is at version 999, but this Outpace only knows \d+: start the newer one\.$/,
  );
  await database.pool.query('delete from schema_migrations where version = 999');
});

test('files are numbered without a gap, and only the new ones are due', () => {
  const known = parseMigrations(['0002_more-tables.sql', '0001_house.sql', 'README.md']);
  expect(pending(known, 1)).toEqual([{ version: 2, name: '0002_more-tables.sql' }]);
  expect(() => parseMigrations(['0001_house.sql', '0003_gap.sql'])).toThrow('bug: ');
  expect(() => parseMigrations(['house.sql'])).toThrow('bug: ');
});
