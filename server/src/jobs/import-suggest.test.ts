import { expect, test } from 'vitest';
import type { ListDefaults } from './import-row.ts';
import { suggestMapping } from './import-suggest.ts';

const list: ListDefaults = {
  defaultCountry: 'US',
  defaultZone: 'America/New_York',
  dailyFrom: 0,
  dailyTill: 86_400,
  fields: [{ key: 'age', label: 'Age', type: 'number', choices: [] }],
};

// biome-ignore format: a table
test.each<[values: readonly string[], name: string, type: string]>([
  [['12', '-3.5'],              'Thing',    'number'],
  [['12', '', '7'],             'Thing',    'number'],
  [['00123', '00456'],          'Thing',    'text'],
  [['12345', '67890'],          'ZIP code', 'text'],
  [['+12', '+13'],              'Thing',    'text'],
  [['yes', 'No'],               'Thing',    'yes-no'],
  [['1', '0'],                  'Thing',    'number'],
  [['2026-01-31'],              'Thing',    'date'],
  [['31/12/2026', '01/01/2026'], 'Thing',   'date'],
  [['https://a.example/'],      'Thing',    'link'],
  [['one', '2'],                'Thing',    'text'],
])('a new field of %j called %s is of type %s', (values, name, type) => {
  const rows = values.map((value) => ['2125550142', value]);
  const { newFields } = suggestMapping(['Phone', name], rows, 2, list);
  expect(newFields).toEqual([expect.objectContaining({ label: name, type, choices: [] })]);
});

// biome-ignore format: a table
test.each<[name: string, key: string]>([
  ['Has credit?',  'has_credit'],
  ['Größe (cm)',   'gro_e_cm'],
  ['2nd address',  'field_2nd_address'],
  ['名前',          'field_'],
  ['x'.repeat(60), 'x'.repeat(40)],
])('a field of the name %s gets the key %s', (name, key) => {
  const { newFields } = suggestMapping(['Phone', name], [['2125550142', 'a']], 2, list);
  expect(newFields.map((field) => field.key)).toEqual([key]);
  expect(key).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
});

test('customer ids that come again suggest chains', () => {
  const rows = [
    ['2125550142', '7'],
    ['2125550143', '7'],
  ];
  expect(suggestMapping(['Phone', 'Customer ID'], rows, 2, list)).toEqual({
    columns: [{ target: 'phone' }, { target: 'customer-id' }],
    newFields: [],
    chainByCustomerId: true,
  });
});

test('no more new fields than a list may have', () => {
  const header = ['Phone', ...Array.from({ length: 300 }, (_, n) => `Column ${n}`)];
  const row = header.map((_, n) => (n === 0 ? '2125550142' : 'x'));
  const { columns, newFields } = suggestMapping(header, [row], header.length, list);
  expect(newFields).toHaveLength(99);
  expect(columns.filter(({ target }) => target === 'skip')).toHaveLength(201);
});
