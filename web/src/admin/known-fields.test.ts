import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import { expect, test } from 'vitest';
import { isProductField, knownFields, layoutOf, sampleOf, unusedFields } from './known-fields.ts';

const list = (id: string, ...keys: string[]): CallingListRow => ({
  id,
  version: 1,
  name: id,
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 0,
  dailyTill: 86_400,
  chains: 0,
  open: 0,
  fields: keys.map((key) => ({ key, label: `${id} ${key}`, type: 'text', choices: [] })),
});

const lists = [list('l1', 'job'), list('l2', 'job', 'plan'), list('l3', 'secret')];
const used = ['l1', 'l2'].map((listId) => ({ listId, weight: 1, attemptsMax: 1 }));
const fields = knownFields(used, lists);

test('only the chosen lists give fields, and each key is there once', () => {
  const own = fields.filter(({ key }) => !isProductField(key));
  expect(own.map(({ label }) => label)).toEqual(['l1 job', 'l2 plan']);
  expect(fields).toHaveLength(9 + 2);
});

test('a field is offered until the layout shows it', () => {
  const layout = fields.slice(0, 10).map(layoutOf);
  expect(unusedFields(layout, fields).map(({ key }) => key)).toEqual(['plan']);
});

test('the preview says when no list has the field any more', () => {
  const row = { key: 'gone', label: 'Gone', type: 'text', editable: false, choices: [] } as const;
  expect(sampleOf({ ...row, choices: [] }, fields)).toBe('not in the campaign’s lists');
  expect(fields[0] && sampleOf(layoutOf(fields[0]), fields)).toBe('Summer renewals');
});
