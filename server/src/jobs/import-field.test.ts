import { fail, ok, type Result } from '@outpace/engine/basics/result.ts';
import type { FieldValue } from '@outpace/engine/calling-lists/record.ts';
import type { ListField } from '@outpace/protocol/calling-lists.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CellCustoms, parseField } from './import-field.ts';

const american: CellCustoms = { commaDecimals: false, monthFirst: true };
const european: CellCustoms = { commaDecimals: true, monthFirst: false };
const field = (type: ListField['type']): ListField => ({
  key: 'f',
  label: 'F',
  type,
  choices: ['Gold', 'Silver'],
});

// biome-ignore format: a table
test.each<[
  type: ListField['type'], text: string, customs: CellCustoms, value: Result<FieldValue, string>,
]>([
  ['text',   'as it is',         american, ok('as it is')],
  ['text',   'nul \0',           american, fail('The value is not text.')],
  ['text',   'x'.repeat(4001),   american, fail('The value is longer than 4000 characters.')],
  ['number', '-12.50',           american, ok(-12.5)],
  ['number', '3,5',              american, fail('The value is not a number.')],
  ['number', '3,5',              european, ok(3.5)],
  ['number', '1,234.5',          european, fail('The value is not a number.')],
  ['number', '1e5',              american, fail('The value is not a number.')],
  ['number', '99999999999999999', american, fail('The number is too large.')],
  ['date',   '2026-02-28',       american, ok('2026-02-28')],
  ['date',   '2026-02-29',       american, fail('There is no such day.')],
  ['date',   '2024-2-29',        american, ok('2024-02-29')],
  ['date',   '2026-02-28 10:30', american, ok('2026-02-28T10:30')],
  ['date',   '2026-02-28 25:30', american, fail('There is no such time of day.')],
  ['date',   '4.5.2026',         american, ok('2026-05-04')],
  ['date',   '04/05/2026',       american, ok('2026-04-05')],
  ['date',   '04/05/2026',       european, ok('2026-05-04')],
  ['date',   '13/13/2026',       european, fail('There is no such day.')],
  ['date',   'may',              american, fail('The value is not a date.')],
  ['yes-no', 'YES',              american, ok(true)],
  ['yes-no', '0',                american, ok(false)],
  ['yes-no', 'perhaps',          american, fail('The value is neither yes nor no.')],
  ['link',   'https://a.example/b', american, ok('https://a.example/b')],
  ['link',   'javascript:alert(1)', american, fail('The value is not a web address.')],
  ['choice', 'gold',             american, ok('Gold')],
  ['choice', 'bronze',           american, fail('The value is none of the choices.')],
])('%s %s', (type, text, customs, value) => {
  expect(parseField(field(type), text, customs)).toEqual(value);
});

test('whatever a cell holds, the value can be kept as JSON text without a NUL', () => {
  const types = fc.constantFrom<ListField['type'][]>('text', 'number', 'date', 'yes-no', 'link');
  fc.assert(
    fc.property(types, fc.string({ unit: 'binary' }), fc.boolean(), (type, text, flag) => {
      const read = parseField(field(type), text, { commaDecimals: flag, monthFirst: flag });
      return !read.ok || !/\\u(0000|[dD][89a-fA-F])/.test(JSON.stringify(read.value));
    }),
  );
});
