import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ImportMapping } from '@outpace/protocol/calling-lists.ts';
import fc from 'fast-check';
import { assert, expect, test } from 'vitest';
import { type ListDefaults, parseRow, planRows, type RowPlan } from './import-row.ts';

const list: ListDefaults = {
  defaultCountry: 'US',
  defaultZone: 'America/Denver',
  dailyFrom: 9 * 3600,
  dailyTill: 17 * 3600,
  fields: [{ key: 'age', label: 'Age', type: 'number', choices: [] }],
};

const mappingOf = (...targets: string[]): ImportMapping => ({
  columns: targets.map((target) => ({ target })),
  hasHeader: true,
  separator: ',',
  encoding: 'utf-8',
  newFields: [],
  chainByCustomerId: false,
  refuseDuplicatesIn: 'nowhere',
  way: 'append',
  key: 'phone',
});

const targets = [
  'phone',
  'first-name',
  'last-name',
  'customer-id',
  'zone',
  'contact-type',
  'daily-from',
  'daily-till',
  'field:age',
  'skip',
];
const header = ['Phone', 'First', 'Last', 'Id', 'Zone', 'Kind', 'From', 'Till', '', 'Other'];

function planOf(mapping: ImportMapping, names: readonly string[]): RowPlan {
  const plan = planRows(mapping, names, list);
  assert(plan.ok);
  return plan.value;
}

const plan = planOf(mappingOf(...targets), header);

test('a row becomes a record', () => {
  const cells = [
    '(212) 555-0142',
    'Ada ',
    'Byron',
    'C-7',
    'europe/lisbon',
    'Cellular',
    '9:30',
    '24:00',
    '41',
    'not kept',
  ];
  expect(parseRow(plan, cells)).toEqual(
    ok({
      phone: '+12125550142',
      contactName: 'Ada Byron',
      customerId: 'C-7',
      zone: 'Europe/Lisbon',
      contactType: 'mobile',
      dailyFrom: 34_200,
      dailyTill: 86_400,
      fields: { age: 41 },
      given: 7,
    }),
  );
});

test('what a row leaves out comes from its number and its list', () => {
  expect(parseRow(plan, ['3125550142', '', '', '', '', '', '', '', '', ''])).toEqual(
    ok({
      phone: '+13125550142',
      contactName: '',
      customerId: '',
      zone: 'America/Chicago',
      contactType: 'home',
      dailyFrom: 32_400,
      dailyTill: 61_200,
      fields: {},
      given: 0,
    }),
  );
});

test('a number that tells no zone takes that of the list', () => {
  const phoneOnly = planOf(mappingOf('phone'), ['Phone']);
  expect(parseRow(phoneOnly, ['+61 491 570 006'])).toMatchObject(ok({ zone: 'America/Denver' }));
});

test('all problems of a row come back at once, by the names of their columns', () => {
  const cells = ['12', 'Ada', 'Byron', 'C-7', 'Mars/Base', 'fax', '25:00', '9.30', 'old', ''];
  expect(parseRow(plan, cells)).toEqual(
    fail([
      {
        column: 'Phone',
        reason: 'The phone number has too few or too many digits.',
        value: '12',
      },
      { column: 'Zone', reason: 'There is no such time zone.', value: 'Mars/Base' },
      { column: 'Kind', reason: 'This is not a kind of contact.', value: 'fax' },
      { column: 'From', reason: 'This is not a time of day such as 09:30.', value: '25:00' },
      { column: 'Till', reason: 'This is not a time of day such as 09:30.', value: '9.30' },
      { column: 'Column 9', reason: 'The value is not a number.', value: 'old' },
    ]),
  );
});

test('a row with another number of cells is refused whole', () => {
  expect(parseRow(plan, ['2125550142', 'Ada'])).toEqual(
    fail([
      { column: '', reason: 'The row has 2 cells, the file 10 columns.', value: '2125550142 Ada' },
    ]),
  );
});

test('a window that ends when it begins is refused', () => {
  const cells = ['2125550142', '', '', '', '', '', '08:00', '08:00', '', ''];
  expect(parseRow(plan, cells)).toMatchObject({
    ok: false,
    problem: [{ column: 'From', reason: 'The calling window is empty: it ends when it begins.' }],
  });
});

test.each<[why: string, mapping: ImportMapping, problem: string]>([
  ['no number', mappingOf('skip'), 'No column is mapped to phone.'],
  ['two numbers', mappingOf('phone', 'phone'), 'Two columns are mapped to phone.'],
  ['an unknown field', mappingOf('phone', 'field:shoe'), 'The list has no field shoe.'],
  [
    'chains of nobody',
    { ...mappingOf('phone'), chainByCustomerId: true },
    'Chains by customer id need a column with the customer id.',
  ],
  [
    'a key that no column has',
    { ...mappingOf('phone'), way: 'update', key: 'customer-id' },
    'The customer id is the key, and no column has it.',
  ],
  [
    'chains by the key',
    {
      ...mappingOf('phone', 'customer-id'),
      ...{ way: 'replace', key: 'customer-id', chainByCustomerId: true },
    },
    'With the customer id as the key, a customer has one row: there are no chains.',
  ],
])('a mapping is refused: %s', (_why, mapping, problem) => {
  expect(planRows(mapping, [], list)).toEqual(fail(problem));
});

test('any row is either a record or has at least one problem with a sentence', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('', '2125550142', '09:00', 'UTC', 'mobile', '41'),
  );
  fc.assert(
    fc.property(fc.array(cell, { minLength: 8, maxLength: 11 }), (cells) => {
      const row = parseRow(plan, cells);
      return row.ok
        ? cells.length === 10 && row.value.phone.startsWith('+')
        : row.problem.length > 0 && row.problem.every((one) => one.reason.endsWith('.'));
    }),
  );
});
