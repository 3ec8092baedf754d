import type { SuppressionMapping } from '@outpace/protocol/suppression-imports.ts';
import { expect, test } from 'vitest';
import {
  suppressionChoices,
  withSuppressionReading,
  withSuppressionTarget,
} from './suppression-mapping.ts';

type Target = SuppressionMapping['columns'][number]['target'];
const mapping = (...targets: Target[]): SuppressionMapping => ({
  columns: targets.map((target) => ({ target })),
  ...{ hasHeader: true, separator: ',', encoding: 'utf-8' },
  ...{ defaultCountry: 'US', zone: 'UTC', endsAt: null, reason: 'Register', way: 'replace' },
});
const targetsOf = ({ columns }: SuppressionMapping) => columns.map(({ target }) => target);

// biome-ignore format: a table is read in columns.
test.each<[why: string, index: number, wanted: string, targets: readonly Target[]]>([
  ['it goes there',                     1, 'reason', ['phone', 'reason']],
  ['whoever was there is skipped',      1, 'phone',  ['skip', 'phone']],
  ['any number of columns are skipped', 0, 'skip',   ['skip', 'skip']],
  ['nowhere that is not known',         0, 'zone',   ['skip', 'skip']],
])('a column is mapped: %s', (_why, index, wanted, targets) => {
  const mapped = withSuppressionTarget(mapping('phone', 'skip'), index, wanted);
  expect(targetsOf(mapped)).toEqual(targets);
});

test('read again, columns stay while they are as many, and what is done with rows always', () => {
  const chosen = mapping('skip', 'customer-id');
  const same = { suggested: { ...mapping('phone', 'skip'), separator: ';' as const } };
  expect(withSuppressionReading(chosen, same)).toEqual({ ...chosen, separator: ';' });
  const other = { suggested: { ...mapping('phone'), way: 'append' as const } };
  expect(withSuppressionReading(chosen, other)).toEqual({ ...mapping('phone'), way: 'replace' });
});

test('every target can be chosen', () => {
  const values = suppressionChoices.flatMap(({ items }) => items.map(({ value }) => value));
  expect(values).toEqual(['skip', 'phone', 'customer-id', 'reason', 'ends-on']);
});
