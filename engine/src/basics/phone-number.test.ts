import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PhoneProblem } from './phone-number.ts';
import { PHONE_NUMBER_PATTERN, parsePhoneNumber } from './phone-number.ts';
import { fail, ok } from './result.ts';

// biome-ignore format: a table is read in columns.
test.each<[why: string, text: string, number: string]>([
  ['a number as it is stored',     '+12125550142',      '+12125550142'],
  ['a number as people write it',  '+1 (212) 555-0142', '+12125550142'],
  ['with dots',                    '+44.20.7946.0000',  '+442079460000'],
  ['the shortest there is',        '+12345678',         '+12345678'],
  ['the longest there is',         '+123456789012345',  '+123456789012345'],
])('%s is read', (_why, text, number) => {
  expect(parsePhoneNumber(text)).toEqual(ok(number));
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, text: string, problem: PhoneProblem]>([
  ['nothing',                   '',                  'empty'],
  ['blanks and dashes',         ' - ',               'empty'],
  ['no country code',           '2125550142',        'no-country-code'],
  ['letters',                   '+1212555CALL',      'not-digits'],
  ['a country code of zero',    '+0125550142',       'not-digits'],
  ['an extension',              '+12125550142x5',    'not-digits'],
  ['a second plus',             '+1+2125550142',     'not-digits'],
  ['a digit too few',           '+1234567',          'wrong-length'],
  ['a digit too many',          '+1234567890123456', 'wrong-length'],
])('%s is refused', (_why, text, problem) => {
  expect(parsePhoneNumber(text)).toEqual(fail(problem));
});

test('a schema that compares lets through what is read as it stands, and nothing else', () => {
  const pattern = new RegExp(PHONE_NUMBER_PATTERN);
  const digits = fc.stringMatching(/^\+?[0-9]{6,18}$/);
  fc.assert(
    fc.property(fc.oneof(digits, fc.string()), (text) => {
      const read = parsePhoneNumber(text);
      expect(pattern.test(text)).toBe(read.ok && read.value === text);
    }),
  );
});

test('whatever is read reads as itself', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const once = parsePhoneNumber(text);
      if (once.ok) expect(parsePhoneNumber(once.value)).toEqual(once);
    }),
  );
});
