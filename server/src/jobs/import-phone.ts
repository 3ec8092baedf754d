import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { CountryCode } from 'libphonenumber-js';
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';

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
