import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { CountryCode } from 'libphonenumber-js';
import {
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';

export type ImportedPhone = {
  readonly number: PhoneNumber;
  /** E.g. `1` for North America, `44` for the United Kingdom. */
  readonly callingCode: string;
  readonly national: string;
};

export type { CountryCode };

/** The country of a list as the number library knows it, or undefined. */
export const countryOf = (code: string): CountryCode | undefined =>
  isSupportedCountry(code) ? code : undefined;

/**
 * Reads a number as people write it, in E.164. Asks whether the number is possible (its length fits
 * its country), not whether it is assigned: numbers come into use before any table knows them, and
 * the ranges kept for fiction, which the demo and the tests call, are never assigned at all. For
 * the same reason the small table of the library is enough.
 */
export function parseImportedPhone(
  text: string,
  country: CountryCode,
): Result<ImportedPhone, string> {
  if (text === '') return fail('The phone number is missing.');
  const american = parseAmericanPhone(text, country);
  if (american !== undefined) return ok(american);
  if (/^\+?\d[.,]\d+e\+?\d+$/i.test(text)) {
    return fail('A spreadsheet has shortened the number. Save that column as text.');
  }
  const read = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (read === undefined) return fail('This is not a phone number.');
  if (read.ext !== undefined) return fail('A number with an extension cannot be dialed.');
  if (!read.isPossible()) return fail('The phone number has too few or too many digits.');
  const national = read.nationalNumber;
  // All area codes and exchanges begin with 2 to 9; a 0 or 1 is a misplaced prefix, and would be
  // dialed as somebody else's number.
  if (read.countryCallingCode === '1' && !/^[2-9]\d\d[2-9]/.test(national)) {
    return fail('There is no such area code or exchange.');
  }
  const number = parsePhoneNumber(read.number);
  if (!number.ok) return fail('The phone number has too few or too many digits.');
  return ok({ number: number.value, callingCode: read.countryCallingCode, national });
}

/** `212-555-0142`, `(212) 555-0142`, `+1 212 555 0142` and the like. */
const AMERICAN =
  /^(\+1[-. ]?|1[-. ]?)?(?:([2-9]\d\d)[-. ]?|\(([2-9]\d\d)\) ?)([2-9]\d\d)[-. ]?(\d{4})$/;

/**
 * What the library says of the usual ways to write a North American number, without it: a list of
 * a million has little else, and there the library takes two thirds of the time of reading.
 * Undefined for everything that is not so plain.
 */
function parseAmericanPhone(text: string, country: CountryCode): ImportedPhone | undefined {
  const read = AMERICAN.exec(text);
  if (read === null) return undefined;
  const [, prefix = '', plain, bracketed, exchange, line] = read;
  if (!prefix.startsWith('+') && !isAmerican(country)) return undefined;
  const national = `${plain ?? bracketed}${exchange}${line}`;
  const number = parsePhoneNumber(`+1${national}`);
  return number.ok ? { number: number.value, callingCode: '1', national } : undefined;
}

let lastCountry: { readonly country: CountryCode; readonly isAmerican: boolean } | undefined;

/** Remembers one: all rows of a file are read for the same country. */
function isAmerican(country: CountryCode): boolean {
  if (lastCountry?.country !== country) {
    lastCountry = { country, isAmerican: getCountryCallingCode(country) === '1' };
  }
  return lastCountry.isAmerican;
}
