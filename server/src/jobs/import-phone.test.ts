import { ok } from '@outpace/engine/basics/result.ts';
import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { expect, test } from 'vitest';
import { parseImportedPhone } from './import-phone.ts';

const digits = 'The phone number has too few or too many digits.';
// biome-ignore format: a table
test.each<[why: string, text: string, e164: string]>([
  ['as Americans write it',           '(212) 555-0142',      '+12125550142'],
  ['with the prefix',                 '1-212-555-0142',      '+12125550142'],
  ['with dots',                       '212.555.0142',        '+12125550142'],
  ['bare digits',                     '2125550142',          '+12125550142'],
  ['international',                   '+44 20 7946 0018',    '+442079460018'],
  ['with the international prefix',   '011 44 20 7946 0018', '+442079460018'],
])('%s', (_why, text, e164) => {
  const read = parseImportedPhone(text, 'US');
  expect(read).toMatchObject(ok({ number: e164 }));
});

// biome-ignore format: a table
test.each<[why: string, text: string, reason: string]>([
  ['nothing',                         '',                    'The phone number is missing.'],
  ['words',                           'call me',             'This is not a phone number.'],
  ['words around a number',           'ring 212-555-0142 or else', 'This is not a phone number.'],
  ['too short',                       '555',                 digits],
  ['no area code',                    '555-0142',            digits],
  ['too long',                        '21255501420',         digits],
  ['an area code that cannot be',     '112-555-0142',        'There is no such area code or exchange.'],
  ['an exchange that cannot be',      '212-055-0142',        'There is no such area code or exchange.'],
  ['an extension',                    '212-555-0142 ext 7',  'A number with an extension cannot be dialed.'],
  ['shortened by a spreadsheet',      '2.12556E+09',
    'A spreadsheet has shortened the number. Save that column as text.'],
])('refused: %s', (_why, text, reason) => {
  expect(parseImportedPhone(text, 'US')).toEqual({ ok: false, problem: reason });
});

test('a number without a country code is of the country of its list', () => {
  expect(parseImportedPhone('020 7946 0018', 'GB')).toEqual(
    ok({ number: '+442079460018', callingCode: '44', national: '2079460018' }),
  );
});

test('the short way through plain American numbers says what the library says', () => {
  const digits = fc.integer({ min: 2_000_000_000, max: 9_999_999_999 }).map(String);
  const between = fc.constantFrom('', '-', '.', ' ');
  const prefix = fc.constantFrom('', '+1', '+1 ', '1', '1-', '+1-');
  const countries = fc.constantFrom('US' as const, 'CA' as const, 'BS' as const, 'GB' as const);
  const parts = fc.tuple(prefix, fc.boolean(), digits, between, between, countries);
  fc.assert(
    fc.property(parts, ([before, isBracketed, number, first, second, country]) => {
      const area = number.slice(0, 3);
      const head = isBracketed ? `(${area})${first === ' ' ? ' ' : ''}` : `${area}${first}`;
      const text = `${before}${head}${number.slice(3, 6)}${second}${number.slice(6)}`;
      const library = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
      const isGood = library?.isPossible() === true && /^\+1\d{3}[2-9]/.test(library.number);
      const read = parseImportedPhone(text, country);
      if (country === 'GB' && !before.startsWith('+')) return;
      expect(read.ok).toBe(isGood);
      if (!read.ok) return;
      expect(read.value).toEqual({
        number: library?.number,
        callingCode: library?.countryCallingCode,
        national: library?.nationalNumber,
      });
    }),
    { numRuns: 500 },
  );
});
