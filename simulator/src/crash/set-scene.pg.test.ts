import { testDatabase } from '@outpace/server/store/test-database.ts';
import { expect, onTestFinished, test } from 'vitest';
import { SITE } from './scene.ts';
import { inventedPhones, setScene } from './set-scene.ts';

test('everybody of the scene waits to be called once, in the order of the numbers', async () => {
  const { pool, drop } = await testDatabase();
  onTestFinished(drop);
  const phones = inventedPhones(120);
  await setScene(pool, phones);
  const { rows } = await pool.query<{ phone: string }>(
    `select r.phone from dial_queue q join records r on r.site = q.site and r.chain_id = q.chain_id
     where q.site = $1 order by q.chain_id`,
    [SITE],
  );
  expect(rows.map(({ phone }) => phone)).toEqual(phones);
});

test('the numbers are of the range kept for fiction', () => {
  const phones = inventedPhones(70_000);
  expect(phones.filter((phone) => !/^\+1[2-9]\d\d55501\d\d$/.test(phone))).toEqual([]);
});
