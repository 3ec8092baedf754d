import { expect, test } from 'vitest';
import { CONTACT_FIELDS, type ContactFieldKey, parseContactValue } from './contact-fields.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, key: ContactFieldKey, typed: string, kept: string | undefined]>([
  ['a name is kept as it is',            'name',     'Maria Keller',            'Maria Keller'],
  ['without what stands around it',      'name',     '  Maria \n Keller ',      'Maria Keller'],
  ['a field can be emptied',             'name',     '   ',                     ''],
  ['two hundred letters are enough',     'name',     'x'.repeat(200),           'x'.repeat(200)],
  ['one more is refused',                'name',     'x'.repeat(201),           undefined],
  ['an address of mail',                 'email',    'm.keller@mail.example',   'm.keller@mail.example'],
  ['may be emptied too',                 'email',    '',                        ''],
  ['a name is none',                     'email',    'Maria',                   undefined],
  ['nor is one without a place',         'email',    'maria@',                  undefined],
  ['nor one at a bare word',             'email',    'maria@home',              undefined],
  ['nor one with an empty part',         'email',    'maria@mail..example',     undefined],
  ['nor two at once',                    'email',    'a@b.example, c@d.example', undefined],
  ['nor one with a name around it',      'email',    'Maria <m@b.example>',     undefined],
  ['a street',                           'address',  '12 Elm Street, Springfield', '12 Elm Street, Springfield'],
  ['a language',                         'language', 'Spanish',                 'Spanish'],
  ['a company',                          'company',  'Keller & Daughters',      'Keller & Daughters'],
])('%s', (_why, key, typed, kept) => {
  const read = parseContactValue(key, typed);
  expect(read.ok ? read.value : undefined).toBe(kept);
});

test('a refusal names the field', () => {
  for (const { key, label } of CONTACT_FIELDS) {
    const read = parseContactValue(key, 'x'.repeat(301));
    expect(read).toMatchObject({
      problem: { code: 'FIELD_INVALID', detail: expect.stringContaining(label) },
    });
  }
});
