import type { ChainId } from '@outpace/engine/basics/ids.ts';
import { hours, instant } from '@outpace/engine/basics/time.ts';
import { callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { asOwner, type Ownership, type Statements, takeOwnership } from './ownership.ts';
import { pastAttempts } from './past-attempts.ts';
import { addChain, openTestList, type TestSite } from './test-site.ts';

const at = instant(Date.UTC(2026, 0, 5, 12, 0));
const HOME = '+12125550101';
const WORK = '+12125550102';
let place: TestSite;
let ours: Ownership;

beforeAll(async () => {
  place = await openTestList();
  ours = { site: place.site, epoch: await takeOwnership(place.pool, place.site) };
});
afterAll(() => place.drop());
beforeEach(() => place.pool.query('truncate chains, attempts cascade'));

const add = (phones: readonly string[], customerId?: string) => {
  const known = customerId === undefined ? {} : { customerId };
  return addChain(place.pool, place.site, { listId: 'l-1', phones, ...known });
};

const call = (id: string, of: ChainId, phone: string, hoursAgo: number, result?: 'busy') =>
  place.pool.query(
    `insert into attempts (site, id, epoch, group_id, campaign_id, list_id, chain_id, record_id,
       phone, mode, opened_at, call_result)
     values ($1, $2, 1, 'g', 'c', 'l-1', $3, 1, $4, 'progressive', $5, $6)`,
    [
      place.site,
      id,
      of,
      phone,
      new Date(at - hours(hoursAgo)).toISOString(),
      result === undefined ? null : callResultNumber(result),
    ],
  );

const past = (ids: readonly ChainId[]) =>
  asOwner(place.pool, ours, (statements) =>
    pastAttempts(statements, place.site, ids, instant(at - hours(24))),
  );

test('calls of its numbers, of itself and of its person, the oldest first, each once', async () => {
  const asked = await add([HOME], 'c1');
  const same = await add([WORK], 'c1');
  const neighbour = await add([HOME]);
  const nobody = await add(['+12125550103']);
  await call('own', asked, HOME, 3, 'busy');
  await call('work', same, WORK, 2);
  await call('shared', neighbour, HOME, 1);
  await call('before', asked, HOME, 25);
  await call('others', nobody, '+12125550103', 1);
  const found = await past([asked, neighbour]);
  const seen = (id: ChainId) => found.get(id)?.map((each) => [each.attemptId, each.customerId]);
  expect(seen(asked)).toEqual([
    ['own', 'c1'],
    ['work', 'c1'],
    ['shared', undefined],
  ]);
  expect(seen(neighbour)).toEqual([
    ['own', 'c1'],
    ['shared', undefined],
  ]);
  expect(found.get(asked)?.[0]).toEqual({
    attemptId: 'own',
    openedAt: at - hours(3),
    phone: HOME,
    chainId: asked,
    customerId: 'c1',
    campaignId: 'c',
    result: 'busy',
  });
});

test('a number that was called in a list that is gone still counts', async () => {
  const gone = await add([HOME]);
  await call('own', gone, HOME, 3);
  await place.pool.query('delete from chains where id = $1', [gone]);
  const asked = await add([HOME]);
  expect((await past([asked])).get(asked)).toMatchObject([{ attemptId: 'own' }]);
});

test('with many attempts of others each is found by an index', async () => {
  const asked = await add([HOME], 'c1');
  await call('own', asked, HOME, 3);
  await place.pool.query(
    `insert into attempts (site, id, epoch, group_id, campaign_id, list_id, chain_id, record_id,
       phone, mode, opened_at)
     select $1, 'x' || n, 1, 'g', 'c', 'l-1', 900000 + n, 1, '+1415' || (5550000 + n),
       'progressive', $2 from generate_series(1, 20000) as n`,
    [place.site, new Date(at).toISOString()],
  );
  await place.pool.query('analyze attempts');
  // Before and after on one connection: what others have done is told late, and counted together.
  const scans = await asOwner(place.pool, ours, async (statements) => {
    const before = await scansOf(statements);
    await pastAttempts(statements, place.site, [asked], instant(at - hours(24)));
    return (await scansOf(statements)) - before;
  });
  expect(scans).toBe(0);
});

async function scansOf(statements: Statements): Promise<number> {
  const count = "select pg_stat_get_xact_numscans('attempts'::regclass) as n";
  const [found] = await statements.run<{ n: string }>('scans', count, []);
  return Number(found?.n);
}
