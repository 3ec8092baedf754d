import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Refusal } from '../basics/refusal.ts';
import type { FieldValue } from '../calling-lists/record.ts';
import {
  type CodedField,
  FIELD_CODES,
  type FieldCodeFacts,
  type FilledPart,
  filled,
  sampleFacts,
  textProblem,
} from './field-codes.ts';

const fields: readonly CodedField[] = [
  { key: 'job', label: 'Job', type: 'text' },
  { key: 'balance', label: 'Balance', type: 'number' },
  { key: 'due', label: 'Due on', type: 'date' },
  { key: 'owner', label: 'Owner', type: 'yes-no' },
  { key: 'page', label: 'Page', type: 'link' },
  { key: 'risk', label: 'Risk', type: 'choice' },
  { key: 'constructor', label: 'Builder', type: 'text' },
];
const maria: FieldCodeFacts = {
  'contact.name': 'Maria Keller',
  'contact.customer': '',
  'contact.phone': '+12125550142',
  'agent.name': 'Ana Reyes',
  'campaign.name': 'Summer {agent.name}',
  'campaign.list': 'Customers',
  fields: { job: 'teacher', owner: false, risk: null, due: '2026-10-03', toString: 'inherited' },
};
const text = (of: string): FilledPart => ({ type: 'text', text: of });
const value = (code: string, label: string, of: string): FilledPart => ({
  type: 'value',
  code,
  label,
  text: of,
});
const name = value('contact.name', 'Name of the contact', 'Maria Keller');
const missing = (code: string, label: string): FilledPart => ({ type: 'missing', code, label });
const unknown = (code: string): FilledPart => ({ type: 'unknown', code });

// biome-ignore format: a table is read in columns.
test.each<[why: string, text: string, parts: readonly FilledPart[]]>([
  ['a text without codes is itself',       'Good morning',         [text('Good morning')]],
  ['nothing is nothing',                   '',                     []],
  ['a code is filled where it stands',     'Hello {contact.name}!', [text('Hello '), name, text('!')]],
  ['blanks inside the braces are free',    '{ contact.name }',     [name]],
  ['codes may stand side by side',         '{contact.name}{record.job}', [name, value('record.job', 'Job', 'teacher')]],
  ['doubled braces are braces',            'a {{b}} c',            [text('a {b} c')]],
  ['also around a code',                   '{{{contact.name}}}',   [text('{'), name, text('}')]],
  ['a doubled brace begins no code',       '{{contact.name}',      [text('{contact.name'), text('}')]],
  ['what is put in is not read again',     '{campaign.name}',      [value('campaign.name', 'Campaign', 'Summer {agent.name}')]],
  ['an empty fact is missing',             '{contact.customer}',   [missing('contact.customer', 'Customer number')]],
  ['an empty field is missing',            '{record.risk}',        [missing('record.risk', 'Risk')]],
  ['so is one the record never had',       '{record.balance}',     [missing('record.balance', 'Balance')]],
  ['also where every object has one',       '{record.constructor}', [missing('record.constructor', 'Builder')]],
  ['a field that is gone is unknown',      '{record.salary}',      [unknown('record.salary')]],
  ['also one that every object inherits',  '{record.toString}',    [unknown('record.toString')]],
  ['a misspelt code is unknown',           '{contact.nane}',       [unknown('contact.nane')]],
  ['codes are small letters',              '{Contact.Name}',       [unknown('Contact.Name')]],
  ['an empty code is unknown',             '{}',                   [unknown('')]],
  ['a brace of an old text stays',         'a } b { c',            [text('a '), text('}'), text(' b '), text('{'), text(' c')]],
  ['a code never runs over a line',        '{contact.\nname}',     [text('{'), text('contact.\nname'), text('}')]],
])('%s', (_why, written, parts) => {
  expect(filled(written, fields, maria)).toEqual(parts);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, key: string, value: FieldValue, read: string]>([
  ['thousands are told apart',               'balance', 1_234_567,     '1,234,567'],
  ['a small number has none',                'balance', 999,           '999'],
  ['a debt keeps its sign',                  'balance', -1_000,        '-1,000'],
  ['cents stay as they are',                 'balance', 1_234.5678,    '1,234.5678'],
  ['nothing is a number too',                'balance', 0,             '0'],
  ['a huge number is read as it stands',     'balance', 1e300,         '1e+300'],
  ['text in a number is read as it stands',  'balance', 'about 5',     'about 5'],
  ['a day is read with its month',           'due',     '2026-10-03',  '3 October 2026'],
  ['the last month',                         'due',     '1999-12-31',  '31 December 1999'],
  ['a month that is none stays',             'due',     '2026-13-03',  '2026-13-03'],
  ['a word is no day',                       'due',     'soon',        'soon'],
  ['yes',                                    'owner',   true,          'yes'],
  ['no is a value',                          'owner',   false,         'no'],
  ['a choice',                               'risk',    'low',         'low'],
  ['a page',                                 'page',    'https://a.example', 'https://a.example'],
])('%s', (_why, key, given, read) => {
  const facts = { ...maria, fields: { [key]: given } };
  expect(filled(`{record.${key}}`, fields, facts)).toMatchObject([{ type: 'value', text: read }]);
});

const noSuchCode = (detail: string): Refusal => ({ code: 'FIELD_CODE_UNKNOWN', detail });
const strayBrace = (detail: string): Refusal => ({ code: 'FIELD_CODE_BROKEN', detail });

// biome-ignore format: a table is read in columns.
test.each<[why: string, text: string, problem: Refusal | undefined]>([
  ['a text of known codes is saved',   'Hello {contact.name}, {record.due}', undefined],
  ['doubled braces are no code',       '{{contact.nane}}',        undefined],
  ['a misspelt code is refused',       'Hello {contact.nane}',    noSuchCode('{contact.nane}')],
  ['a field of no list is refused',    '{record.salary}',         noSuchCode('{record.salary}')],
  ['an empty code is refused',         '{}',                      noSuchCode('{}')],
  ['a brace that opens nothing',       'Hello {contact.name',     strayBrace('Hello {contact.nam')],
  ['a brace that closes nothing',      'Hello contact.name}',     strayBrace('contact.name}')],
  ['the first fault is told',          '{a} {b}',                 noSuchCode('{a}')],
])('%s', (_why, written, problem) => {
  expect(textProblem(written, fields)).toEqual(problem);
});

test('the preview has something for every code that may be used', () => {
  const codes = [
    ...FIELD_CODES.map(({ code }) => code),
    ...fields.map(({ key }) => `record.${key}`),
  ];
  const all = codes.map((code) => `{${code}}`).join('');
  expect(textProblem(all, fields)).toBeUndefined();
  const kinds = filled(all, fields, sampleFacts(fields)).map(({ type }) => type);
  expect(kinds).toEqual(codes.map(() => 'value'));
  const samples = filled(all, fields, sampleFacts(fields)).slice(0, FIELD_CODES.length);
  expect(samples).toEqual(FIELD_CODES.map(({ code, label, sample }) => value(code, label, sample)));
});

test('a text whose braces are all doubled reads as it was meant', () => {
  const anyText = fc.string({ unit: fc.constantFrom('{', '}', 'a', ' ', '\n', 'é') });
  fc.assert(
    fc.property(anyText, (meant) => {
      const doubled = meant.replaceAll('{', '{{').replaceAll('}', '}}');
      const read = filled(doubled, fields, maria).map((part) =>
        part.type === 'text' ? part.text : '',
      );
      expect(read.join('')).toBe(meant);
      expect(textProblem(doubled, fields)).toBeUndefined();
    }),
  );
});

test('nothing of a text is lost, whatever it is', () => {
  const anyText = fc.string({ unit: fc.constantFrom('{', '}', 'x', '\n', '{contact.name}') });
  fc.assert(
    fc.property(anyText, (written) => {
      const back = filled(written, fields, maria).map((part) =>
        part.type === 'text' ? part.text : `{${part.code}}`,
      );
      const plain = (of: string): string => of.replaceAll(/[{}]/g, '');
      expect(plain(back.join(''))).toBe(plain(written));
    }),
  );
});
