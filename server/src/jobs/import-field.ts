import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { FieldValue } from '@outpace/engine/calling-lists/record.ts';
import type { ListField } from '@outpace/protocol/calling-lists.ts';

/** What a cell cannot tell by itself, but its file or list can. */
export type CellCustoms = {
  /** `3,5` is a number: so in files that need the comma for nothing else. */
  readonly commaDecimals: boolean;
  /** `04/05/2026` is the fifth of April: so where the list's default country is the US. */
  readonly monthFirst: boolean;
};

/** Longest text of one field, characters. */
const TEXT_MAX = 4_000;

/** Reads one non-empty cell as its field says. The problem is a sentence for the error file. */
export function parseField(
  field: ListField,
  text: string,
  customs: CellCustoms,
): Result<FieldValue, string> {
  if (text.length > TEXT_MAX) return fail(`The value is longer than ${TEXT_MAX} characters.`);
  switch (field.type) {
    case 'text':
      // A NUL is legal in a string and in UTF-8, but no database text can hold one.
      return text.includes('\0') ? fail('The value is not text.') : ok(text.toWellFormed());
    case 'number':
      return parseNumber(text, customs);
    case 'date':
      return parseDate(text, customs);
    case 'yes-no':
      return parseYesNo(text);
    case 'link':
      return parseLink(text);
    case 'choice':
      return parseChoice(field, text);
    default:
      return unreachable(field.type);
  }
}

export function parseNumber(text: string, customs: CellCustoms): Result<number, string> {
  const plain = customs.commaDecimals ? text.replace(',', '.') : text;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return fail('The value is not a number.');
  const value = Number(plain);
  // Beyond this a number silently becomes another one; such digits are a name, not a quantity.
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return fail('The number is too large.');
  return ok(value);
}

const YES = new Set(['yes', 'y', 'true', '1', 'x']);
const NO = new Set(['no', 'n', 'false', '0']);

export function parseYesNo(text: string): Result<boolean, string> {
  const word = text.toLowerCase();
  if (YES.has(word)) return ok(true);
  if (NO.has(word)) return ok(false);
  return fail('The value is neither yes nor no.');
}

const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?Z?)?$/;
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const SLASHED = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;

/** ISO 8601: `2026-05-04`, and `T10:30` after it when the cell has a time. */
export function parseDate(text: string, customs: CellCustoms): Result<string, string> {
  const iso = ISO.exec(text);
  if (iso !== null) return dateOf(iso[1], iso[2], iso[3], iso[4]);
  const dotted = DOTTED.exec(text);
  if (dotted !== null) return dateOf(dotted[3], dotted[2], dotted[1]);
  const slashed = SLASHED.exec(text);
  if (slashed === null) return fail('The value is not a date.');
  const [, first, second, year] = slashed;
  return customs.monthFirst ? dateOf(year, first, second) : dateOf(year, second, first);
}

function dateOf(year = '', month = '', day = '', time?: string): Result<string, string> {
  const days = daysIn(Number(year), Number(month));
  if (Number(day) < 1 || Number(day) > days) return fail('There is no such day.');
  if (time !== undefined && !/^([01]\d|2[0-3])(:[0-5]\d){1,2}$/.test(time)) {
    return fail('There is no such time of day.');
  }
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return ok(time === undefined ? date : `${date}T${time}`);
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

function parseLink(text: string): Result<string, string> {
  // Only these two: an agent will click it, and other schemes run code.
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text)
    ? ok(new URL(text).href)
    : fail('The value is not a web address.');
}

function parseChoice(field: ListField, text: string): Result<string, string> {
  const word = text.toLowerCase();
  const choice = field.choices.find((one) => one.toLowerCase() === word);
  return choice === undefined ? fail('The value is none of the choices.') : ok(choice);
}
