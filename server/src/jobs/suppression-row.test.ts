import type { SuppressionMapping } from '@outpace/protocol/suppression-imports.ts';
import { expect, test } from 'vitest';
import { parseSuppressionRow, planSuppression } from './suppression-row.ts';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const targets = ['phone', 'customer-id', 'reason', 'ends-on'] as const;
const mapping = (changes: Partial<SuppressionMapping> = {}): SuppressionMapping => ({
  columns: targets.map((target) => ({ target })),
  ...{ hasHeader: true, separator: ',', encoding: 'utf-8' },
  ...{ defaultCountry: 'US', zone: 'America/New_York' },
  ...{ endsAt: null, reason: 'Register', way: 'append' },
  ...changes,
});
const header = ['Number', 'Customer', 'Why', 'Until'];

function read(cells: readonly string[], changes: Partial<SuppressionMapping> = {}) {
  const plan = planSuppression(mapping(changes), header);
  if (!plan.ok) throw new Error(plan.problem);
  return parseSuppressionRow(plan.value, cells, NOW);
}

// biome-ignore format: a table is read in columns.
test.each<[why: string, cells: readonly string[], row: object]>([
  ['a number of the country',    ['212-555-0142', '', '', ''],   { phone: '+12125550142', customerId: '', reason: 'Register', endsAt: undefined }],
  ['a customer alone',           ['', 'C 7', '', ''],            { phone: undefined, customerId: 'C 7' }],
  ['both of them',               ['+12125550142', 'C7', '', ''], { phone: '+12125550142', customerId: 'C7' }],
  ['a reason of its own',        ['', 'C7', 'letter', ''],       { reason: 'letter' }],
  ['a day, where the file is of', ['', 'C7', '', '2026-07-04'],  { endsAt: '2026-07-04T04:00:00Z' }],
  ['as it is written there',     ['', 'C7', '', '7/4/2026'],     { endsAt: '2026-07-04T04:00:00Z' }],
  ['a time there',               ['', 'C7', '', '2026-07-04T09:30'], { endsAt: '2026-07-04T13:30:00Z' }],
  ['a moment',                   ['', 'C7', '', '2026-07-04T09:30:00+02:00'], { endsAt: '2026-07-04T07:30:00Z' }],
])('read: %s', (_why, cells, row) => {
  const said = read(cells);
  expect(said.ok && said.value).toMatchObject(row);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, cells: readonly string[], problems: readonly object[]]>([
  ['no number',           ['5', '', '', ''],               [{ column: 'Number', value: '5' }]],
  ['no date',             ['', 'C7', '', 'soon'],          [{ column: 'Until', reason: 'The value is not a date.' }]],
  ['a day that is none',  ['', 'C7', '', '2026-02-30'],    [{ column: 'Until', reason: 'The value is not a date.' }]],
  ['ended already',       ['', 'C7', '', '2026-06-01'],    [{ column: 'Until', reason: 'The entry has ended already.' }]],
  ['nobody',              ['', ' ', 'letter', ''],         [{ column: '', reason: 'The row names neither a number nor a customer.' }]],
  ['too long',            ['', 'C'.repeat(121), '', ''],   [{ column: 'Customer', reason: 'The value is longer than 120 characters.' }]],
  ['all at once',         ['5', '', '', 'soon'],           [{ column: 'Number' }, { column: 'Until' }]],
  ['a cell too few',      ['5', '', ''],                   [{ column: '', reason: 'The row has 3 cells, the file 4 columns.' }]],
])('refused: %s', (_why, cells, problems) => {
  const said = read(cells);
  expect(said.ok ? [] : said.problem).toMatchObject(problems);
});

test('rows without an end have that of the file', () => {
  const endsAt = '2027-01-01T00:00:00Z';
  const said = read(['', 'C7', '', ''], { endsAt });
  expect(said.ok && said.value.endsAt).toBe(endsAt);
});

// biome-ignore format: a table is read in columns.
test.each<[changes: Partial<SuppressionMapping>, problem: string]>([
  [{ columns: [{ target: 'reason' }] },                        'No column is mapped to phone or customer-id.'],
  [{ columns: [{ target: 'phone' }, { target: 'phone' }] },    'Two columns are mapped to phone.'],
  [{ defaultCountry: 'XX' },                                   'The country XX is unknown.'],
  [{ zone: 'Mars/Base' },                                      'There is no such time zone.'],
])('a mapping that cannot be: %o', (changes, problem) => {
  expect(planSuppression(mapping(changes), header)).toEqual({ ok: false, problem });
});
