import { expect, test } from 'vitest';
import { callingListId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import type { FieldValue } from '../calling-lists/record.ts';
import { chain, LIST, plan, record } from '../test-site.ts';
import type { FieldLayout } from './campaign.ts';
import { campaignValue, editProblem, fieldValue, recordLayout } from './field-layout.ts';

const layout = (key: string, type: FieldLayout['type'], editable = true): FieldLayout => ({
  key,
  label: key.toUpperCase(),
  type,
  editable,
  choices: ['low', 'high'],
});
const layouts = [
  layout('name', 'text'),
  layout('age', 'number'),
  layout('born', 'date'),
  layout('owner', 'yes-no'),
  layout('page', 'link'),
  layout('risk', 'choice'),
  layout('account', 'text', false),
  layout('@phone', 'text'),
];
const invalid = (label: string): Refusal => ({ code: 'FIELD_INVALID', detail: label });
const fixed = (key: string): Refusal => ({ code: 'FIELD_NOT_EDITABLE', detail: key });

// biome-ignore format: a table is read in columns.
test.each<[why: string, key: string, value: FieldValue, problem: Refusal | undefined]>([
  ['a name is text',                   'name',    'Ada',                 undefined],
  ['a number is no name',              'name',    7,                     invalid('NAME')],
  ['two thousand letters are enough',  'name',    'x'.repeat(2_000),     undefined],
  ['one more is too long',             'name',    'x'.repeat(2_001),     invalid('NAME')],
  ['an age is a number',               'age',     42,                    undefined],
  ['not its digits',                   'age',     '42',                  invalid('AGE')],
  ['nor what has no end',              'age',     Infinity,              invalid('AGE')],
  ['a day is year, month, day',        'born',    '1999-12-31',          undefined],
  ['not the other way round',          'born',    '31.12.1999',          invalid('BORN')],
  ['yes or no',                        'owner',   false,                 undefined],
  ['is not a word',                    'owner',   'yes',                 invalid('OWNER')],
  ['a page of the web',                'page',    'https://example.org', undefined],
  ['is no script',                     'page',    'javascript:alert(1)', invalid('PAGE')],
  ['one of the choices',               'risk',    'high',                undefined],
  ['and no other',                     'risk',    'huge',                invalid('RISK')],
  ['every field can be emptied',       'risk',    null,                  undefined],
  ['but not one that is only shown',   'account', null,                  fixed('account')],
  ['a field nobody lists is not there', 'salary', 1,                     fixed('salary')],
  ['what the product knows is not edited', '@phone', '+1',               fixed('@phone')],
])('%s', (_why, key, value, problem) => {
  expect(editProblem(layouts, key, value)).toEqual(problem);
});

const home = record(1, {
  attempts: 2,
  callResult: 'busy',
  dailyFrom: 8 * 3_600 + 30 * 60,
  fields: { job: 'teacher', empty: null },
});

// biome-ignore format: a table is read in columns.
test.each<[key: string, value: FieldValue]>([
  ['@list',        'List'],
  ['@contact',     'Person 1'],
  ['@phone',       '+12125550101'],
  ['@window',      '08:30–21:00'],
  ['@zone',        'America/New_York'],
  ['@attempts',    2],
  ['@last-result', 'busy'],
  ['@campaign',    'Campaign'],
  ['@description', 'A campaign'],
  ['job',          'teacher'],
  ['empty',        null],
  ['unheard-of',   null],
])('%s shows %s', (key, value) => {
  expect(fieldValue(key, plan(), chain(1), home)).toBe(value);
});

test('a notice knows the campaign and no record', () => {
  const values = ['@campaign', '@description', '@phone', 'job'].map((key) =>
    campaignValue(key, plan()),
  );
  expect(values).toEqual(['Campaign', 'A campaign', undefined, undefined]);
});

test('a list is shown in its own way where it has one, and else as the campaign says', () => {
  const [usual, own] = [[layout('name', 'text')], [layout('age', 'number')]];
  const shown = { recordFields: usual, recordFieldsOf: [{ listId: LIST, fields: own }] };
  expect(recordLayout(shown, LIST)).toBe(own);
  expect(recordLayout(shown, callingListId('other'))).toBe(usual);
  expect(recordLayout({ recordFields: usual }, LIST)).toBe(usual);
});
