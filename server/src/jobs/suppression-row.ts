import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { SuppressionMapping } from '@outpace/protocol/suppression-imports.ts';
import { parseDate } from './import-field.ts';
import { type CountryCode, countryOf, parseImportedPhone } from './import-phone.ts';
import { columnName, type RowProblem, textOf, widthProblem } from './import-row.ts';
import { zoneNamed } from './import-zone.ts';

/** A row of the file that may become entries: one of its number, one of its customer. */
export type SuppressionRow = {
  readonly phone: PhoneNumber | undefined;
  /** Empty: none. */
  readonly customerId: string;
  readonly reason: string;
  /** ISO 8601 in UTC; undefined: never. */
  readonly endsAt: string | undefined;
};

type Cell = { readonly index: number; readonly column: string };

/** A mapping made ready. Only `planSuppression` can make one that fits its file. */
export type SuppressionPlan = {
  readonly columns: number;
  readonly phone: Cell | undefined;
  readonly customerId: Cell | undefined;
  readonly reason: Cell | undefined;
  readonly endsOn: Cell | undefined;
  readonly country: CountryCode;
  readonly zone: string;
  /** For rows that say none themselves. */
  readonly usual: Pick<SuppressionRow, 'reason' | 'endsAt'>;
};

/** Checks a mapping. The problem says which part of it cannot be. */
export function planSuppression(
  mapping: SuppressionMapping,
  header: readonly string[],
): Result<SuppressionPlan, string> {
  const country = countryOf(mapping.defaultCountry);
  if (country === undefined) return fail(`The country ${mapping.defaultCountry} is unknown.`);
  const zone = zoneNamed(mapping.zone);
  if (zone === undefined) return fail('There is no such time zone.');
  const cells = new Map<string, Cell>();
  for (const [index, { target }] of mapping.columns.entries()) {
    if (target === 'skip') continue;
    if (cells.has(target)) return fail(`Two columns are mapped to ${target}.`);
    cells.set(target, { index, column: columnName(header, index) });
  }
  if (!cells.has('phone') && !cells.has('customer-id')) {
    return fail('No column is mapped to phone or customer-id.');
  }
  const { endsAt, reason } = mapping;
  return ok({
    columns: mapping.columns.length,
    phone: cells.get('phone'),
    customerId: cells.get('customer-id'),
    reason: cells.get('reason'),
    endsOn: cells.get('ends-on'),
    country,
    zone,
    usual: { reason: reason.trim(), endsAt: endsAt ?? undefined },
  });
}

/** As the API has them for entries. */
const CUSTOMER_CHARS_MAX = 120;
const REASON_CHARS_MAX = 500;

/** Reads one row; all its problems come back at once. `now` in ms since 1970. */
export function parseSuppressionRow(
  plan: SuppressionPlan,
  cells: readonly string[],
  now: number,
): Result<SuppressionRow, readonly RowProblem[]> {
  const misfit = widthProblem(plan.columns, cells);
  if (misfit !== undefined) return fail([misfit]);
  const problems: RowProblem[] = [];
  const refuse = (cell: Cell, reason: string): void => {
    problems.push({ column: cell.column, reason, value: cells[cell.index] ?? '' });
  };
  const phone = phoneOf(plan, cells, refuse);
  const customerId = shortText(plan.customerId, CUSTOMER_CHARS_MAX, cells, refuse);
  const reason = shortText(plan.reason, REASON_CHARS_MAX, cells, refuse);
  const endsAt = endOf(plan, cells, now, refuse);
  if (problems.length === 0 && phone === undefined && customerId === '') {
    const blank = 'The row names neither a number nor a customer.';
    problems.push({ column: '', reason: blank, value: '' });
  }
  if (problems.length > 0) return fail(problems);
  return ok({
    phone,
    customerId,
    reason: reason === '' ? plan.usual.reason : reason,
    endsAt: endsAt ?? plan.usual.endsAt,
  });
}

type Refuse = (cell: Cell, reason: string) => void;

function phoneOf(
  { phone: cell, country }: SuppressionPlan,
  cells: readonly string[],
  refuse: Refuse,
): PhoneNumber | undefined {
  const text = textOf(cell, cells);
  if (cell === undefined || text === '') return undefined;
  const read = parseImportedPhone(text, country);
  if (read.ok) return read.value.number;
  refuse(cell, read.problem);
  return undefined;
}

function shortText(
  cell: Cell | undefined,
  charsMax: number,
  cells: readonly string[],
  refuse: Refuse,
): string {
  const text = textOf(cell, cells);
  if (cell === undefined || text === '') return '';
  if (text.length > charsMax) refuse(cell, `The value is longer than ${charsMax} characters.`);
  if (text.includes('\0')) refuse(cell, 'The value is not text.');
  return text.toWellFormed();
}

/** A moment with its offset, or a day or time in the zone of the mapping. */
function endOf(
  { endsOn: cell, zone, country }: SuppressionPlan,
  cells: readonly string[],
  now: number,
  refuse: Refuse,
): string | undefined {
  const text = textOf(cell, cells);
  if (cell === undefined || text === '') return undefined;
  const end = momentOf(text, zone, country === 'US');
  if (end === undefined) refuse(cell, 'The value is not a date.');
  else if (end <= now) refuse(cell, 'The entry has ended already.');
  else return Temporal.Instant.fromEpochMilliseconds(end).toString();
  return undefined;
}

function momentOf(text: string, zone: string, monthFirst: boolean): number | undefined {
  const date = parseDate(text, { commaDecimals: false, monthFirst });
  try {
    if (!date.ok) return Temporal.Instant.from(text).epochMilliseconds;
    // A day or a time that the clocks skip there begins when they go on.
    const local = Temporal.PlainDateTime.from(date.value);
    const isDay = !date.value.includes('T');
    const zoned = isDay
      ? local.toPlainDate().toZonedDateTime(zone)
      : local.toZonedDateTime(zone, { disambiguation: 'compatible' });
    return zoned.epochMilliseconds;
  } catch {
    // Neither a moment nor within the years that dates have: said by the caller.
    return undefined;
  }
}
