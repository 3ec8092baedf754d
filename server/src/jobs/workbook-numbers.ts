/** Formats that every workbook has without naming them, as far as they show a date or a time. */
const DATE_IDS: readonly (readonly [from: number, to: number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

const MS_OF_DAY = 86_400_000;
/** The day 0 of each calendar, ms since 1970. The first counts a 29 February that never was. */
const DAY_ZERO = { from1900: Date.UTC(1899, 11, 30), from1904: Date.UTC(1904, 0, 1) } as const;

export type Calendar = keyof typeof DAY_ZERO;

/** Whether a number format shows a date or a time. `code` is its own text, if the book has one. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return DATE_IDS.some(([from, to]) => id >= from && id <= to);
  // Without texts, escaped characters, and colours or countries; `[h]` counts hours.
  const plain = code.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return !/general/i.test(plain) && /[dmyhs]/i.test(plain);
}

/** A number as a person would have written it: whole ones without exponent, for they are dialed. */
export function numberText(text: string): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return text;
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

/** A day and its share as ISO 8601: a date, a time of day, or both. */
export function dateText(text: string, calendar: Calendar): string {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0 || value > 2_958_466) return text;
  const at = new Date(DAY_ZERO[calendar] + Math.round(value * 86_400) * 1_000);
  const [date = '', time = ''] = at.toISOString().split('T');
  const clock = time.slice(0, time.slice(6, 8) === '00' ? 5 : 8);
  if (value < 1) return clock;
  return at.getTime() % MS_OF_DAY === 0 ? date : `${date}T${clock}`;
}
