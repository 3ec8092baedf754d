import {
  type ChainId,
  callingListId,
  campaignGroupId,
  chainId,
} from '@outpace/engine/basics/ids.ts';
import { after, type Instant, instant, minutes } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CallableWindows } from './callable-windows.ts';
import { insertCallingList } from './calling-lists.ts';
import { leaseChains } from './lease-chains.ts';
import { asOwner, type Ownership, takeOwnership } from './ownership.ts';
import { takeChain } from './take-chain.ts';
import { addChain, listBody, openTestSite, type TestSite } from './test-site.ts';

/** Noon in New York, when everybody of the kit may be called. */
const at = instant(Date.UTC(2026, 0, 5, 17, 0));
const until = after(at, minutes(10));
let place: TestSite;
let ours: Ownership;

beforeAll(async () => {
  place = await openTestSite();
  await place.write((db) => insertCallingList(db, place.site, 'red', listBody('red')));
  ours = { site: place.site, epoch: await takeOwnership(place.pool, place.site) };
});
afterAll(() => place.drop());
beforeEach(() => place.pool.query('truncate chains, records, dial_queue, leases'));

const add = (isClosed = false): Promise<ChainId> =>
  addChain(place.pool, place.site, { listId: 'red', phones: ['+12125550101'], isClosed });

const take = (id: ChainId, now: Instant = at) =>
  asOwner(place.pool, ours, (statements) =>
    takeChain(statements, ours, { chainId: id, until: after(now, minutes(10)) }, now),
  );

const leaseAll = () =>
  asOwner(place.pool, ours, (statements) =>
    leaseChains(
      statements,
      ours,
      new CallableWindows(),
      {
        type: 'lease-chains',
        groupId: campaignGroupId('group'),
        lists: [{ listId: callingListId('red'), count: 5 }],
        dueBy: at,
        until,
      },
      at,
    ),
  );

test('who waits is taken once, and the dialer is given nobody meanwhile', async () => {
  const id = await add();
  const first = await take(id);
  expect(first).toMatchObject({ kind: 'taken', chain: { id, leaseUntil: until } });
  expect(await take(id)).toEqual({ kind: 'in-use' });
  expect((await leaseAll()).chains).toEqual([]);
});

test('what the dialer has in hand is not taken from it', async () => {
  const id = await add();
  expect((await leaseAll()).chains).toHaveLength(1);
  expect(await take(id)).toEqual({ kind: 'in-use' });
});

test('a lease that has run out is none', async () => {
  const id = await add();
  await leaseAll();
  expect(await take(id, after(at, minutes(11)))).toMatchObject({ kind: 'taken' });
});

test('two who ask together: one has it', async () => {
  const id = await add();
  const both = await Promise.all([take(id), take(id)]);
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['in-use', 'taken']);
});

test('who is done with, and who never was, waits for nobody', async () => {
  expect(await take(await add(true))).toEqual({ kind: 'gone' });
  expect(await take(chainId('999999'))).toEqual({ kind: 'gone' });
});
