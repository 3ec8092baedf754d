import { expect, test } from 'vitest';
import { type TreeRecipe, treeName } from './debian-tree.ts';

const recipe: TreeRecipe = {
  name: 'clock',
  packages: ['clock'],
  without: 'perl.*',
  program: 'usr/bin/clock',
  plugins: [],
  opened: [],
  besides: [],
  files: {},
};

test('the same recipe is the same tree, a changed one another', () => {
  expect(treeName(recipe)).toMatch(/^clock-[0-9a-f]{12}$/);
  expect(treeName({ ...recipe })).toBe(treeName(recipe));
  expect(treeName({ ...recipe, without: '' })).not.toBe(treeName(recipe));
});
