import type { TestDatabase } from '@outpace/server/store/test-database.ts';
import { testDatabase } from '@outpace/server/store/test-database.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { damageIn, killOften, NO_DAMAGE } from './killed-server.ts';
import { CHAINS } from './scene.ts';
import { inventedPhones, setScene } from './set-scene.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
  await setScene(database.pool, inventedPhones(CHAINS));
});
afterAll(() => database.drop());

test('a server killed ten times under load loses nothing and calls nobody twice', async () => {
  const { connection } = database;
  const heard = await killOften({ database: { connection }, kills: 10, seed: 20 });
  expect(heard.faults).toEqual([]);
  // Enough happened for the test to mean something.
  expect(heard.dialed.length).toBeGreaterThan(250);
  expect(heard.saved.size).toBeGreaterThan(100);
  expect(heard.firstDialMs).toHaveLength(9);
  expect(await damageIn(database.pool, heard)).toEqual(NO_DAMAGE);
}, 900_000);
