import type { ListSelection } from '@outpace/engine/calling-lists/list-selection.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listSelection, setSelection } from '../store/list-selections.ts';
import { addChain, granted, openTestList, type TestSite } from '../store/test-site.ts';
import { ListKeeper } from './list-keeper.ts';

let place: TestSite;
let faults: unknown[];
let keeper: ListKeeper;

beforeEach(async () => {
  place = await openTestList();
  faults = [];
  keeper = new ListKeeper(place.pool, place.site, (fault) => faults.push(fault));
});
afterEach(async () => {
  await keeper.close();
  await place.drop();
});

const NEVER_CALLED: ListSelection = {
  filter: { match: 'all', conditions: [{ field: '@attempts', operator: 'equals', value: 0 }] },
  sort: [],
};

const add = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, n) =>
      addChain(place.pool, place.site, { listId: 'l-1', phones: [`+121255501${10 + n}`] }),
    ),
  );
const waiting = async () => {
  const { passing, heldBack, unseen } = granted(await listSelection(place.pool, place.site, 'l-1'));
  return { passing, heldBack, unseen };
};
const select = async () =>
  granted(await setSelection(place.pool, place.site, 'l-1', NEVER_CALLED, 0));

test('all that waits is looked at, and what comes later at the next call', async () => {
  await add(5);
  await place.pool.query('update records set attempts = 1 where id % 5 = 0');
  await select();
  expect(await waiting()).toEqual({ passing: 0, heldBack: 0, unseen: 5 });
  keeper.keep('l-1');
  keeper.keep('l-1');
  await keeper.settled();
  expect(await waiting()).toEqual({ passing: 4, heldBack: 1, unseen: 0 });
  await add(2);
  await keeper.keepAll();
  await keeper.settled();
  expect([await waiting(), faults]).toEqual([{ passing: 6, heldBack: 1, unseen: 0 }, []]);
});

test('a fault is told, and leaves the rows for later', async () => {
  await add(2);
  await select();
  await place.pool.query(`update calling_lists set fields = '5'`);
  keeper.keep('l-1');
  await keeper.settled();
  expect([faults.length, await waiting()]).toEqual([1, { passing: 0, heldBack: 0, unseen: 2 }]);
});

test('one that is closed begins nothing', async () => {
  await add(1);
  await select();
  await keeper.close();
  keeper.keep('l-1');
  await keeper.settled();
  expect(await waiting()).toMatchObject({ unseen: 1 });
});
