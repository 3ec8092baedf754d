import { afterAll, beforeAll, expect, test } from 'vitest';
import { addFavourite, favouritesOf, removeFavourite } from './favourite-responses.ts';
import { openTestSite, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
  await at.addUser('ana');
  await at.addUser('ben');
  await at.pool.query(
    `insert into response_categories (site, id, name) values ('main', 'c', 'All')`,
  );
  await at.pool.query(
    `insert into responses (site, id, category_id, place, title, text)
     values ('main', 'r-1', 'c', 0, 'One', 'One'), ('main', 'r-2', 'c', 1, 'Two', 'Two')`,
  );
});
afterAll(() => at.drop());

const of = async (userId: string) => [...(await favouritesOf(at.pool, at.site, userId))].sort();

test('favourites are each person’s own, kept once, and go when they are let go', async () => {
  const { pool, site } = at;
  expect(await addFavourite(pool, site, 'ana', 'r-1')).toBe(true);
  expect(await addFavourite(pool, site, 'ana', 'r-1')).toBe(true);
  await addFavourite(pool, site, 'ana', 'r-2');
  await addFavourite(pool, site, 'ben', 'r-2');
  expect([await of('ana'), await of('ben')]).toEqual([['r-1', 'r-2'], ['r-2']]);
  await removeFavourite(pool, site, 'ana', 'r-1');
  await removeFavourite(pool, site, 'ana', 'r-1');
  expect([await of('ana'), await of('ben')]).toEqual([['r-2'], ['r-2']]);
});

test('what is not there is no favourite, and a text takes its favourites with it', async () => {
  const { pool, site } = at;
  expect(await addFavourite(pool, site, 'ana', 'r-9')).toBe(false);
  await addFavourite(pool, site, 'ana', 'r-2');
  await pool.query(`delete from responses where id = 'r-2'`);
  expect(await of('ana')).toEqual([]);
});
