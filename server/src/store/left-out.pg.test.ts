import { type ChainId, campaignId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { forgetLeftOut, leaveOut, leavesAnyOut, leftOutUntil, notLeftOut } from './left-out.ts';
import { asOwner, type Statements, takeOwnership } from './ownership.ts';
import { addCampaigns, addChain, openTestList, type TestSite } from './test-site.ts';

const HERE = campaignId('c-1');
const soon = instant(Date.UTC(2999, 0, 1));
const late = instant(Date.UTC(2999, 0, 2));
let place: TestSite;
let chains: readonly ChainId[];

beforeAll(async () => {
  place = await openTestList();
  await addCampaigns(place);
  const add = (phone: string) =>
    addChain(place.pool, place.site, { listId: 'l-1', phones: [phone] });
  chains = [await add('+12125550101'), await add('+12125550102'), await add('+12125550103')];
});
afterAll(() => place.drop());
beforeEach(() => place.pool.query('truncate left_out'));

async function asked<Value>(work: (statements: Statements) => Promise<Value>): Promise<Value> {
  const { pool, site } = place;
  return asOwner(pool, { site, epoch: await takeOwnership(pool, site) }, work);
}

const leave = (...untils: (typeof soon | undefined)[]) =>
  asked((db) =>
    leaveOut(
      db,
      place.site,
      HERE,
      untils.flatMap((until, n) => chains.slice(n, n + 1).map((chainId) => ({ chainId, until }))),
    ),
  );

async function waiting(campaign: string, moment: string): Promise<string[]> {
  const text = `select q.chain_id::text as id from dial_queue q
    where true ${notLeftOut('$1', '$2')} order by q.chain_id`;
  const found = await place.pool.query<{ id: string }>(text, [campaign, moment]);
  return found.rows.map(({ id }) => id);
}

const BEFORE = '2998-01-01T00:00:00Z';
const AFTER = '2999-01-01T12:00:00Z';

test('a campaign passes over whom it leaves out, until then, and others do not', async () => {
  await leave(soon, undefined);
  expect(await waiting('c-1', BEFORE)).toEqual(chains.slice(2));
  expect(await waiting('c-1', AFTER)).toEqual([chains[0], chains[2]]);
  expect(await waiting('c-2', BEFORE)).toEqual(chains);
});

test('left out once more the new end counts, and the first of all is the next', async () => {
  const until = () => asked((db) => leftOutUntil(db, place.site, HERE, ['l-1']));
  await leave(undefined, undefined);
  expect(await until()).toBeUndefined();
  await leave(late, soon);
  expect(await until()).toBe(soon);
});

test('whether anybody is left out is known without a look at the lists', async () => {
  const any = () => asked((db) => leavesAnyOut(db, place.site, HERE));
  expect(await any()).toBe(false);
  await leave(soon);
  expect(await any()).toBe(true);
  await forgetLeftOut(place.pool, place.site, ['c-2']);
  expect(await any()).toBe(true);
  await forgetLeftOut(place.pool, place.site, ['c-1']);
  expect(await any()).toBe(false);
});

test('at another place of its chain somebody may be called', async () => {
  await leave(undefined);
  await place.pool.query('update chains set place = 1');
  expect(await waiting('c-1', BEFORE)).toEqual(chains);
  await place.pool.query('update chains set place = 0');
});
