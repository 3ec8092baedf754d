import type { FieldLayoutBody } from '@outpace/protocol/campaigns.ts';
import { expect, test } from 'vitest';
import { ownLayout, withOwnLayout } from './record-layouts.ts';

const field = (key: string): FieldLayoutBody => ({
  ...{ key, label: key, type: 'text', editable: false, choices: [] },
});
const usual = { recordFields: [field('name')] };

test('a list gets fields of its own, changes them and loses them again', () => {
  expect(ownLayout(usual, 'red')).toBeUndefined();
  const first = { ...usual, ...withOwnLayout(usual, 'red', [field('age')]) };
  expect(ownLayout(first, 'red')).toEqual([field('age')]);
  expect(ownLayout(first, 'blue')).toBeUndefined();
  const second = { ...first, ...withOwnLayout(first, 'red', [field('plan')]) };
  expect(second.recordFieldsOf).toEqual([{ listId: 'red', fields: [field('plan')] }]);
  expect(withOwnLayout(second, 'red', undefined)).toEqual({ recordFieldsOf: [] });
});
