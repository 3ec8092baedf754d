import { agentId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addFavourite, FAVOURITES_MAX, favouritesOf, removeFavourite } from './team-favourites.ts';
import { openTestSite, type TestSite } from './test-site.ts';

const ANN = agentId('ann');
let place: TestSite;
beforeAll(async () => {
  place = await openTestSite();
  await place.addUser('ann');
});
afterAll(() => place.drop());

const add = (id: string) => addFavourite(place.pool, place.site, ANN, { kind: 'number', id });
const all = async () => (await favouritesOf(place.pool, place.site, ANN)).map(({ id }) => id);

test('kept once in their order, up to the limit, and the last place is free again', async () => {
  for (let n = 0; n < FAVOURITES_MAX; n += 1) expect(await add(`n-${n}`)).toBe(true);
  expect(await add('n-0')).toBe(true);
  expect(await add('one more')).toBe(false);
  await removeFavourite(place.pool, place.site, ANN, { kind: 'number', id: 'n-0' });
  expect(await add('one more')).toBe(true);
  const kept = await all();
  expect([kept.length, kept[0], kept.at(-1)]).toEqual([FAVOURITES_MAX, 'n-1', 'one more']);
});

test('they go with their agent', async () => {
  await place.pool.query("delete from users where id = 'ann'");
  expect(await all()).toEqual([]);
});
