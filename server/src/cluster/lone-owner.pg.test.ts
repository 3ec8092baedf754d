import { must } from '@outpace/engine/basics/assert.ts';
import { siteId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EpochLost } from '../ports.ts';
import { takeSite } from '../store/site-leases.ts';
import { type TestDatabase, testDatabase } from '../store/test-database.ts';
import { LoneOwner } from './lone-owner.ts';

const site = siteId('main');
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query("insert into sites (site, name) values ('main', 'Main')");
});
afterAll(() => database.drop());

const leftMs = async (): Promise<number> => {
  const { rows } = await database.pool.query<{ readonly ms: number }>(
    `select extract(epoch from expires_at - clock_timestamp())::float8 * 1000 as ms
     from site_leases`,
  );
  return must(rows[0], 'a lease').ms;
};

test('it takes the site from whoever has it, renews it, and leaves it free', async () => {
  const { pool } = database;
  const before = must(await takeSite(pool, site, 'a', 9_999), 'the site');
  const owner = new LoneOwner(pool, site, () => undefined);
  expect(owner.lease.mayDial()).toBe(false);
  expect(await owner.take()).toBe(before.epoch + 1);
  expect([owner.lease.mayDial(), owner.lease.mayOrder()]).toEqual([true, true]);
  await pool.query(`update site_leases set expires_at = clock_timestamp() + interval '1 ms'`);
  await expect.poll(() => leftMs()).toBeGreaterThan(1_000);
  await owner.close();
  expect(owner.lease.mayDial()).toBe(false);
  expect(await takeSite(pool, site, 'a', 9_999)).toBeDefined();
});

test('the first of two hears that the second has taken the site', async () => {
  const { pool } = database;
  const lost: Error[] = [];
  const first = new LoneOwner(pool, site, (reason) => lost.push(reason));
  await first.take();
  const second = new LoneOwner(pool, site, () => undefined);
  await second.take();
  await expect.poll(() => lost).toEqual([expect.any(EpochLost)]);
  await first.close();
  expect(await leftMs()).toBeGreaterThan(0);
  await second.close();
});
