import { expect, test } from 'vitest';
import type { RefusalCode } from '../basics/refusal.ts';
import { branchIds, type Category, inTreeOrder, placeProblem } from './response-tree.ts';

const category = (id: string, parentId: string | null, name = id): Category => ({
  id,
  name,
  parentId,
});
/*
 *   sales ── offers ── winter ── gold ── mini
 *     └───── closing
 *   Service
 */
const tree = [
  category('closing', 'sales'),
  category('gold', 'winter'),
  category('mini', 'gold'),
  category('offers', 'sales'),
  category('sales', null),
  category('service', null, 'Service'),
  category('winter', 'offers'),
];

// biome-ignore format: a table is read in columns.
test.each<[why: string, id: string, parentId: string | null, code: RefusalCode | undefined]>([
  ['a new one at the top',                    'new',     null,      undefined],
  ['a new one in another',                    'new',     'offers',  undefined],
  ['the fifth level is the last',             'new',     'gold',    undefined],
  ['a sixth is too deep',                     'new',     'mini',    'CATEGORY_TOO_DEEP'],
  ['what is in it counts when it moves',      'sales',   'service', 'CATEGORY_TOO_DEEP'],
  ['a branch may move to the top',            'winter',  null,      undefined],
  ['and to another branch',                   'winter',  'closing', undefined],
  ['where it is already',                     'offers',  'sales',   undefined],
  ['not into itself',                         'offers',  'offers',  'CATEGORY_LOOP'],
  ['nor into what is in it',                  'offers',  'gold',    'CATEGORY_LOOP'],
  ['nor into what is not there',              'offers',  'nowhere', 'NOT_FOUND'],
])('%s', (_why, id, parentId, code) => {
  expect(placeProblem(tree, id, parentId)?.code).toBe(code);
});

test('the tree is read from the top, brothers by name whatever the case of their letters', () => {
  expect(inTreeOrder(tree).map(({ path, name }) => [...path, name].join(' / '))).toEqual([
    'sales',
    'sales / closing',
    'sales / offers',
    'sales / offers / winter',
    'sales / offers / winter / gold',
    'sales / offers / winter / gold / mini',
    'Service',
  ]);
});

test('two names that differ in case alone have an order too', () => {
  const names = [category('1', null, 'a'), category('2', null, 'A'), category('3', null, 'B')];
  expect(inTreeOrder(names).map(({ name }) => name)).toEqual(['A', 'a', 'B']);
  expect(inTreeOrder(names.toReversed()).map(({ name }) => name)).toEqual(['A', 'a', 'B']);
});

test.each<[root: string, branch: readonly string[]]>([
  ['offers', ['gold', 'mini', 'offers', 'winter']],
  ['service', ['service']],
  ['nowhere', []],
])('the branch of %s', (root, branch) => {
  expect([...branchIds(tree, root)].sort()).toEqual(branch);
});
