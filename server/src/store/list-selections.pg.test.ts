import type { ListSelection } from '@outpace/engine/calling-lists/list-selection.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { updateCallingList } from './calling-lists.ts';
import { listSelection, refitSelection, setSelection } from './list-selections.ts';
import { granted, listBody, openTestList, type TestSite } from './test-site.ts';

let place: TestSite;

beforeAll(async () => {
  place = await openTestList();
});
afterAll(() => place.drop());
beforeEach(() =>
  place.pool.query(
    `update calling_lists set selection = null, selection_version = 0, version = 1, fields = $1`,
    [JSON.stringify([TIER])],
  ),
);

const TIER = { key: 'tier', label: 'Tier', type: 'choice' as const, choices: ['gold', 'tin'] };
const GOLD: ListSelection = {
  filter: { match: 'all', conditions: [{ field: 'tier', operator: 'equals', value: 'gold' }] },
  sort: [{ field: '@attempts', descending: false }],
};

const set = (selection: ListSelection, version = 0) =>
  setSelection(place.pool, place.site, 'l-1', selection, version);

test('a list begins without one, and has the one that it was given', async () => {
  const before = await listSelection(place.pool, place.site, 'l-1');
  expect(before).toMatchObject({
    value: { filter: { match: 'all', conditions: [] }, sort: [], version: 0 },
  });
  granted(await set(GOLD));
  const after = await listSelection(place.pool, place.site, 'l-1');
  expect(after).toMatchObject({ value: { ...GOLD, version: 1 } });
});

test('what does not fit is refused, and so is what was made from an older one', async () => {
  const nobody = { field: 'tier', operator: 'equals', value: 'silver' } as const;
  const said = await set({ ...GOLD, filter: { match: 'all', conditions: [nobody] } });
  expect(said).toMatchObject({
    problem: { code: 'INVALID_PARAMETER', detail: 'the value does not fit tier' },
  });
  granted(await set(GOLD));
  expect(await set(GOLD)).toMatchObject({ problem: { code: 'CHANGED_MEANWHILE' } });
  expect(await setSelection(place.pool, place.site, 'none', GOLD, 0)).toMatchObject({
    problem: { code: 'NOT_FOUND' },
  });
});

test('a list keeps the fields that its selection names, and is looked at by new ones', async () => {
  const versionNow = async () =>
    granted(await listSelection(place.pool, place.site, 'l-1')).version;
  const refit = (choices: readonly string[]) =>
    refitSelection(place.pool, place.site, 'l-1', [{ ...TIER, choices: [...choices] }]);
  granted(await refit(['tin']));
  granted(await set(GOLD));
  granted(await refit(['gold', 'tin']));
  expect(await versionNow()).toBe(1);
  granted(await refit(['tin', 'gold']));
  expect(await versionNow()).toBe(2);
  const body = { ...listBody('List 1'), fields: [] };
  expect(await updateCallingList(place.pool, place.site, 'l-1', 1, body)).toMatchObject({
    problem: { code: 'IN_USE', detail: 'by the order of the list: the list has no field tier' },
  });
});
