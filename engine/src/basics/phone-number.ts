import type { Branded } from './ids.ts';
import { fail, ok, type Result } from './result.ts';

/** An E.164 number: a plus, then 8 to 15 digits. Only the parser below can make one. */
export type PhoneNumber = Branded<string, 'phone-number'>;

/** What the parser below lets through, for schemas that can only compare. */
export const PHONE_NUMBER_PATTERN = '^\\+[1-9][0-9]{7,14}$';

export type PhoneProblem = 'empty' | 'no-country-code' | 'not-digits' | 'wrong-length';

/** Reads what people type or export. Past the import every function may trust the type. */
export function parsePhoneNumber(text: string): Result<PhoneNumber, PhoneProblem> {
  const compact = text.replace(/[\s().-]/g, '');
  if (compact === '') return fail('empty');
  if (!compact.startsWith('+')) return fail('no-country-code');
  if (!/^\+[1-9]\d*$/.test(compact)) return fail('not-digits');
  if (compact.length < 9 || compact.length > 16) return fail('wrong-length');
  return ok(compact as PhoneNumber);
}
