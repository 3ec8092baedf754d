import { must } from '@outpace/engine/basics/assert.ts';
import { siteId } from '@outpace/engine/basics/ids.ts';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { checksumOf, type Migration, ownMigrations } from './migrate.ts';
import { migrateAmongNodes, newestSchema } from './newer-release.ts';
import { giveUpSite, renewSite, takeSite } from './site-leases.ts';
import { type TestDatabase, testDatabase } from './test-database.ts';

const site = siteId('main');
const own = await ownMigrations();
const newest = must(own.at(-1), 'the newest').version;
const sql = 'create table of_the_newer_release (id int)';
const later = { version: newest + 1, name: 'later.sql', sql, checksum: checksumOf(sql) };
const newer: readonly Migration[] = [...own, later];

let database: TestDatabase;
beforeEach(async () => {
  database = await testDatabase();
  onTestFinished(() => database.drop());
  await database.pool.query("insert into sites (site, name) values ('main', 'Main')");
});

const isMigrated = async (): Promise<boolean> => {
  const { rows } = await database.pool.query(
    `select to_regclass('of_the_newer_release') is not null as yes`,
  );
  return rows[0].yes;
};

test('a newer release waits until nodes of the older have handed their sites over', async () => {
  const { pool } = database;
  const held = must(await takeSite(pool, site, 'a', newest), 'the site');
  let waits = 0;
  const onWait = (): void => {
    waits += 1;
  };
  const migrated = migrateAmongNodes(pool, { own: newer, onWait });
  await expect.poll(() => newestSchema(pool)).toBe(later.version);
  expect([await isMigrated(), await renewSite(pool, held), waits]).toEqual([false, true, 1]);
  await giveUpSite(pool, held);
  await migrated;
  expect([await isMigrated(), waits]).toEqual([true, 1]);
});

test('who does not give way in time is ended by the migration', async () => {
  const { pool } = database;
  const held = must(await takeSite(pool, site, 'a', newest), 'the site');
  await migrateAmongNodes(pool, { own: newer, waitMs: 300 });
  expect([await isMigrated(), await renewSite(pool, held)]).toEqual([true, false]);
});

test('nobody is asked who has nothing, or where nothing is to be migrated', async () => {
  const { pool } = database;
  await takeSite(pool, site, 'a', newest);
  await migrateAmongNodes(pool, { own });
  expect((await pool.query('select from newer_release')).rowCount).toBe(0);
  await pool.query('update site_leases set node = null');
  await migrateAmongNodes(pool, { own: newer });
  expect([await isMigrated(), (await pool.query('select from newer_release')).rowCount]).toEqual([
    true,
    0,
  ]);
});

test('a release that asked and went silent is not waited for', async () => {
  const { pool } = database;
  await pool.query('insert into newer_release (version) values ($1)', [later.version]);
  expect(await newestSchema(pool)).toBe(later.version);
  await pool.query("update newer_release set asked_at = asked_at - interval '1 minute'");
  expect(await newestSchema(pool)).toBe(newest);
});
