import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentId } from '../basics/ids.ts';
import { record } from '../test-site.ts';
import type { Condition, ListFilter, SelectableField, SortField } from './list-selection.ts';
import {
  NO_SELECTION,
  needsValue,
  OPERATORS,
  OPERATORS_OF,
  passes,
  RECORD_FIELDS,
  selectionProblem,
  sortKey,
} from './list-selection.ts';
import type { FieldValue } from './record.ts';

const FIELDS: readonly SelectableField[] = [
  ...RECORD_FIELDS,
  { key: 'city', type: 'text', choices: [] },
  { key: 'balance', type: 'number', choices: [] },
  { key: 'since', type: 'date', choices: [] },
  { key: 'vip', type: 'yes-no', choices: [] },
  { key: 'tier', type: 'choice', choices: ['Gold', 'Silver', 'Bronze'] },
];
const lee = record(1, {
  attempts: 2,
  callResult: 'busy',
  fields: { city: 'Bern', balance: 12.5, since: '2024-03-01', vip: true, tier: 'Gold', note: null },
});

const about = (
  field: string,
  operator: Condition['operator'],
  value?: Condition['value'],
): Condition => ({ field, operator, ...(value === undefined ? {} : { value }) });

// biome-ignore format: a table is read in columns.
test.each<[why: string, condition: Condition, holds: boolean]>([
  ['texts alike, whatever their letters',  about('city', 'equals', 'BERN'),            true],
  ['another text',                         about('city', 'equals', 'Basel'),           false],
  ['differs',                              about('city', 'differs', 'Basel'),          true],
  ['contains',                             about('city', 'contains', 'ER'),            true],
  ['begins with',                          about('city', 'begins-with', 'er'),         false],
  ['a number less than',                   about('balance', 'less-than', 12.5),        false],
  ['at most',                              about('balance', 'at-most', 12.5),          true],
  ['more than',                            about('balance', 'more-than', 9),           true],
  ['at least',                             about('balance', 'at-least', 100),          false],
  ['a date before another',                about('since', 'less-than', '2024-10-01'),  true],
  ['a date from its day on',               about('since', 'at-least', '2024-03-01'),   true],
  ['yes',                                  about('vip', 'equals', true),               true],
  ['of a choice',                          about('tier', 'differs', 'Gold'),           false],
  ['a field without a value is empty',     about('note', 'is-empty'),                  true],
  ['so is one that the row never had',     about('other', 'is-empty'),                 true],
  ['nothing is not less than something',   about('other', 'less-than', 9),             false],
  ['but it differs from it',               about('other', 'differs', 'x'),             true],
  ['filled',                               about('vip', 'is-filled'),                  true],
  ['how often it was called',              about('@attempts', 'more-than', 1),         true],
  ['how that ended',                       about('@last-result', 'equals', 'no-answer'), false],
  ['where the person lives',               about('@zone', 'begins-with', 'America/'),  true],
  ['a name of the language is no field',   about('constructor', 'is-filled'),          false],
  ['a text that was a number once is not compared', about('city', 'less-than', 5),     false],
])('%s', (_why, condition, holds) => {
  expect(passes({ match: 'all', conditions: [condition] }, lee)).toBe(holds);
});

const yes = about('vip', 'equals', true);
const no = about('vip', 'equals', false);

// biome-ignore format: a table is read in columns.
test.each<[why: string, filter: ListFilter, passes: boolean]>([
  ['without conditions everybody passes', NO_SELECTION.filter,                         true],
  ['and where any is enough, too',        { match: 'any', conditions: [] },            true],
  ['all must hold',                       { match: 'all', conditions: [yes, no] },     false],
  ['or any of them',                      { match: 'any', conditions: [no, yes] },     true],
])('%s', (_why, filter, expected) => {
  expect(passes(filter, lee)).toBe(expected);
});

test('a promise is kept whatever the filter says', () => {
  const nobody: ListFilter = { match: 'all', conditions: [no] };
  const agent = { agentId: agentId('ann') };
  expect([
    passes(nobody, { ...lee, type: 'campaign-callback' }),
    passes(nobody, { ...lee, type: 'personal-rescheduled', ...agent }),
    passes(nobody, { ...lee, type: 'campaign-rescheduled', ...agent }),
  ]).toEqual([true, true, false]);
});

const up = (field: string): SortField => ({ field, descending: false });
const down = (field: string): SortField => ({ field, descending: true });

/** Names of rows in the order that a sort gives them. */
function sorted(sort: readonly SortField[], rows: Readonly<Record<string, FieldValue[]>>) {
  const keys = Object.entries(rows).map(([name, [first = null, second = null]]) => {
    const fields = { [sort[0]?.field ?? '']: first, [sort[1]?.field ?? '-']: second };
    return { name, key: sortKey(sort, { ...lee, fields }, FIELDS) };
  });
  return keys.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ name }) => name);
}

// biome-ignore format: a table is read in columns.
test.each<[why: string, sort: readonly SortField[], rows: Record<string, FieldValue[]>,
  order: string]>([
  ['numbers up',             [up('balance')],   { a: [10], b: [-3], c: [2.5], d: [-40] }, 'd b c a'],
  ['numbers down',           [down('balance')], { a: [10], b: [-3], c: [2.5], d: [-40] }, 'a c b d'],
  ['empty comes last',       [up('balance')],   { a: [null], b: [9] },                    'b a'],
  ['also down',              [down('balance')], { a: [null], b: [9] },                    'b a'],
  ['texts by their letters', [up('city')],      { a: ['zug'], b: ['Aarau'], c: ['Zu'] },  'b c a'],
  ['texts down',             [down('city')],    { a: ['zug'], b: ['Aarau'], c: ['Zu'] },  'a c b'],
  ['days',                   [down('since')],   { a: ['2024-02-01'], b: ['2025-01-01'] }, 'b a'],
  ['yes after no',           [up('vip')],       { a: [true], b: [false] },                'b a'],
  ['choices as the list has them', [up('tier')], { a: ['Bronze'], b: ['Gold'], c: ['x'] }, 'b a c'],
  ['the second decides among alike', [up('vip'), down('balance')],
    { a: [true, 1], b: [false, 1], c: [true, 2] },                                       'b c a'],
  ['a short text is not mixed with what follows', [up('city'), up('balance')],
    { a: ['Bern', 1], b: ['Be', 9], c: ['Bern', 0] },                                    'b c a'],
])('%s', (_why, sort, rows, order) => {
  expect(sorted(sort, rows).join(' ')).toBe(order);
});

test('keys of any two numbers stand as the numbers do', () => {
  const number = fc.double({ noNaN: true });
  const keyOf = (sort: SortField, balance: number) =>
    sortKey([sort], { ...lee, fields: { balance } }, FIELDS);
  fc.assert(
    fc.property(number, number, (a, b) => {
      const sign = Math.sign(Number(a > b) - Number(a < b));
      const of = (sort: SortField) => {
        const [first, second] = [keyOf(sort, a), keyOf(sort, b)];
        return Number(first > second) - Number(first < second);
      };
      return of(up('balance')) === sign && of(down('balance')) === (sign === 0 ? 0 : -sign);
    }),
  );
});

const long = Array.from({ length: 21 }, () => yes);

// biome-ignore format: a table is read in columns.
test.each<[why: string, conditions: readonly Condition[], sort: readonly SortField[],
  problem: string | undefined]>([
  ['nothing is asked',            [],                                     [],  undefined],
  ['all of it fits',              [yes, about('tier', 'equals', 'Gold')], [up('city')], undefined],
  ['a field that is not there',   [about('age', 'is-empty')], [], 'the list has no field age'],
  ['a sort by one that is not',   [], [up('age')],                'the list has no field age'],
  ['more of a yes',               [about('vip', 'more-than', true)],      [],
    'more-than is not asked of vip'],
  ['a text for a number',         [about('balance', 'equals', '9')],      [],
    'the value does not fit balance'],
  ['no value at all',             [about('city', 'equals')],              [],
    'the value does not fit city'],
  ['none is needed',              [about('city', 'is-filled')],           [],  undefined],
  ['no such choice',              [about('tier', 'equals', 'Tin')],       [],
    'the value does not fit tier'],
  ['no such day',                 [about('since', 'equals', 'soon')],     [],
    'the value does not fit since'],
  ['twenty-one conditions',       long,                  [], 'more than 20 conditions'],
  ['three fields to sort by',     [], [up('city'), up('vip'), up('tier')],
    'sorted by more than 2 fields'],
  ['one of them twice',           [], [up('city'), down('city')], 'sorted by one field twice'],
])('%s', (_why, conditions, sort, problem) => {
  expect(selectionProblem({ filter: { match: 'all', conditions }, sort }, FIELDS)).toBe(problem);
});

test('every operator can be asked of some type', () => {
  const asked = new Set(Object.values(OPERATORS_OF).flat());
  expect(OPERATORS.filter((operator) => !asked.has(operator))).toEqual([]);
  expect(OPERATORS.filter((operator) => !needsValue(operator))).toEqual(['is-empty', 'is-filled']);
});
