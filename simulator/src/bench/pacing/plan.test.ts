import { expect, test } from 'vitest';
import { linesIn, planOf } from './plan.ts';

test('without words it is a glance, with --full everything', () => {
  expect(planOf([])).toMatchObject({ seeds: [1, 2], shares: [0.03], threads: 2 });
  const full = planOf(['--full']);
  expect(full?.seeds).toHaveLength(10);
  expect(full?.shares).toEqual([0.03, 0.01]);
  expect(full?.scenarios).toHaveLength(72);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, scenarios: string, found: readonly string[]]>([
  ['a name',                'A-5',           ['A-5']],
  ['names, in their order', 'A-5,lunch-15',  ['lunch-15', 'A-5']],
  ['a kind at every size',  'low-*',         ['low-5', 'low-15', 'low-50']],
  ['a large one too',       'lunch-*',       ['lunch-5', 'lunch-15', 'lunch-50', 'lunch-200', 'lunch-1000']],
  ['two by name',           'B-5,A-5',       ['A-5', 'B-5']],
])('%s', (_why, scenarios, found) => {
  expect(planOf(['--scenarios', scenarios])?.scenarios).toEqual(found);
});

test.each([
  ['a scenario that does not exist', ['--scenarios', 'nothing-5']],
  ['a pacer that does not exist', ['--pacers', 'magic']],
  ['no seeds', ['--seeds', '0']],
  ['a limit that is no number', ['--limits', 'three']],
])('%s makes no plan', (_why, words) => {
  expect(planOf(words)).toBeUndefined();
});

test('any ratio is a pacer', () => {
  expect(linesIn('ratio 2.5')).toBe(2.5);
  expect(linesIn('ratio best')).toBeUndefined();
  expect(planOf(['--pacers', 'ratio 2.5,predictive'])?.pacers).toEqual(['ratio 2.5', 'predictive']);
});
