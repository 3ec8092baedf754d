import { must } from '@outpace/engine/basics/assert.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { ContactType, FieldValue } from '@outpace/engine/calling-lists/record.ts';
import { CONTACT_TYPES } from '@outpace/engine/calling-lists/record.ts';
import type { ImportMapping, ListField } from '@outpace/protocol/calling-lists.ts';
import { type CellCustoms, parseField } from './import-field.ts';
import { type CountryCode, countryOf, parseImportedPhone } from './import-phone.ts';
import { zoneNamed, zoneOfNumber } from './import-zone.ts';

/** A row of the file that may become a record. */
export type ImportedRecord = {
  readonly phone: PhoneNumber;
  /** Empty when the file names nobody. */
  readonly contactName: string;
  /** Empty when the file gives none. */
  readonly customerId: string;
  readonly zone: string;
  readonly contactType: ContactType;
  /** Seconds since local midnight, 0..86400. */
  readonly dailyFrom: number;
  readonly dailyTill: number;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Sum of `GIVEN`: what the row says itself, and what its list or its number says for it. */
  readonly given: number;
};

/** What a row need not say. A row that changes a record leaves alone what it does not say. */
export const GIVEN = { zone: 1, contactType: 2, window: 4 } as const;

/** Why a row is refused: the column as the header names it, and a sentence for a person. */
export type RowProblem = {
  readonly column: string;
  readonly reason: string;
  readonly value: string;
};

/** What the list says about rows that do not say it themselves. */
export type ListDefaults = {
  readonly defaultCountry: string;
  readonly defaultZone: string;
  readonly dailyFrom: number;
  readonly dailyTill: number;
  readonly fields: readonly ListField[];
};

type Cell = { readonly index: number; readonly column: string };
type FieldCell = Cell & { readonly field: ListField };

/** A mapping made ready: which cell is what. Only `planRows` can make one that fits its file. */
export type RowPlan = {
  readonly columns: number;
  readonly phone: Cell;
  readonly contactName: Cell | undefined;
  readonly firstName: Cell | undefined;
  readonly lastName: Cell | undefined;
  readonly customerId: Cell | undefined;
  readonly zone: Cell | undefined;
  readonly contactType: Cell | undefined;
  readonly dailyFrom: Cell | undefined;
  readonly dailyTill: Cell | undefined;
  readonly fields: readonly FieldCell[];
  readonly list: ListDefaults;
  readonly country: CountryCode;
  readonly customs: CellCustoms;
};

/** Checks a mapping against its list. The problem says which part of the mapping cannot be. */
export function planRows(
  mapping: ImportMapping,
  header: readonly string[],
  list: ListDefaults,
): Result<RowPlan, string> {
  const country = countryOf(list.defaultCountry);
  if (country === undefined) return fail(`The country ${list.defaultCountry} is unknown.`);
  const cells = new Map<string, Cell>();
  for (const [index, { target }] of mapping.columns.entries()) {
    if (target === 'skip') continue;
    if (cells.has(target)) return fail(`Two columns are mapped to ${target}.`);
    cells.set(target, { index, column: columnName(header, index) });
  }
  const phone = cells.get('phone');
  if (phone === undefined) return fail('No column is mapped to phone.');
  if (mapping.chainByCustomerId && !cells.has('customer-id')) {
    return fail('Chains by customer id need a column with the customer id.');
  }
  if (mapping.way !== 'append' && mapping.key === 'customer-id') {
    if (!cells.has('customer-id')) return fail('The customer id is the key, and no column has it.');
    if (mapping.chainByCustomerId) {
      return fail('With the customer id as the key, a customer has one row: there are no chains.');
    }
  }
  // The last wins: what the list says already is not changed by an import.
  const known = new Map([...mapping.newFields, ...list.fields].map((field) => [field.key, field]));
  if (known.size > FIELDS_MAX) return fail(`A list has at most ${FIELDS_MAX} fields.`);
  const fields = fieldCells(cells, known);
  if (!fields.ok) return fields;
  return ok({
    columns: mapping.columns.length,
    phone,
    contactName: cells.get('contact-name'),
    firstName: cells.get('first-name'),
    lastName: cells.get('last-name'),
    customerId: cells.get('customer-id'),
    zone: cells.get('zone'),
    contactType: cells.get('contact-type'),
    dailyFrom: cells.get('daily-from'),
    dailyTill: cells.get('daily-till'),
    fields: fields.value,
    list,
    country,
    customs: { commaDecimals: mapping.separator === ';', monthFirst: country === 'US' },
  });
}

/** Most fields of a list, as its schema allows. */
export const FIELDS_MAX = 100;

/** As the header has it, else by its place, from 1, as a spreadsheet counts. */
export const columnName = (header: readonly string[], index: number): string => {
  const named = header[index]?.trim() ?? '';
  return named === '' ? `Column ${index + 1}` : named;
};

function fieldCells(
  cells: ReadonlyMap<string, Cell>,
  known: ReadonlyMap<string, ListField>,
): Result<readonly FieldCell[], string> {
  const found: FieldCell[] = [];
  for (const [target, cell] of cells) {
    if (!target.startsWith('field:')) continue;
    const key = target.slice('field:'.length);
    const field = known.get(key);
    if (field === undefined) return fail(`The list has no field ${key}.`);
    found.push({ ...cell, field });
  }
  return ok(found);
}

/** What is wrong with a row that is longer or shorter than the file is wide. */
export function widthProblem(columns: number, cells: readonly string[]): RowProblem | undefined {
  if (cells.length === columns) return undefined;
  const reason = `The row has ${cells.length} cells, the file ${columns} columns.`;
  return { column: '', reason, value: cells.join(' ') };
}

/** Reads one row. All its problems come back at once, so that a file is mended in one round. */
export function parseRow(
  plan: RowPlan,
  cells: readonly string[],
): Result<ImportedRecord, readonly RowProblem[]> {
  const misfit = widthProblem(plan.columns, cells);
  if (misfit !== undefined) return fail([misfit]);
  const problems: RowProblem[] = [];
  const refuse = (cell: Cell, reason: string): void => {
    problems.push({ column: cell.column, reason, value: cells[cell.index] ?? '' });
  };
  const phone = parseImportedPhone(textOf(plan.phone, cells), plan.country);
  if (!phone.ok) refuse(plan.phone, phone.problem);
  const contactName = contactNameOf(plan, cells, refuse);
  const customerId = shortTextOf(plan.customerId, cells, refuse);
  const zoneText = textOf(plan.zone, cells);
  const namedZone = zoneText === '' ? undefined : zoneNamed(zoneText);
  if (plan.zone !== undefined && zoneText !== '' && namedZone === undefined) {
    refuse(plan.zone, 'There is no such time zone.');
  }
  const contactType = contactTypeOf(plan, cells, refuse);
  const dailyFrom = timeOf(plan.dailyFrom, cells, plan.list.dailyFrom, refuse);
  const dailyTill = timeOf(plan.dailyTill, cells, plan.list.dailyTill, refuse);
  const window = plan.dailyFrom ?? plan.dailyTill;
  if (window !== undefined && dailyFrom === dailyTill) {
    refuse(window, 'The calling window is empty: it ends when it begins.');
  }
  const fields = fieldsOf(plan, cells, refuse);
  if (!phone.ok || problems.length > 0) return fail(problems);
  const { number, callingCode, national } = phone.value;
  const zone = namedZone ?? zoneOfNumber(callingCode, national) ?? plan.list.defaultZone;
  const named = { phone: number, contactName, customerId, zone };
  const given =
    (namedZone === undefined ? 0 : GIVEN.zone) +
    (textOf(plan.contactType, cells) === '' ? 0 : GIVEN.contactType) +
    (textOf(plan.dailyFrom, cells) + textOf(plan.dailyTill, cells) === '' ? 0 : GIVEN.window);
  return ok({ ...named, contactType, dailyFrom, dailyTill, fields, given });
}

type Refuse = (cell: Cell, reason: string) => void;

/** A cell without the space around it; a column that is not mapped is empty. */
export const textOf = (cell: Cell | undefined, cells: readonly string[]): string =>
  cell === undefined ? '' : (cells[cell.index] ?? '').trim();

/** Longest name and customer id, characters. */
const SHORT_TEXT_MAX = 200;

function shortTextOf(cell: Cell | undefined, cells: readonly string[], refuse: Refuse): string {
  const text = textOf(cell, cells);
  if (cell === undefined || text === '') return '';
  if (text.length > SHORT_TEXT_MAX) {
    refuse(cell, `The value is longer than ${SHORT_TEXT_MAX} characters.`);
  }
  if (text.includes('\0')) refuse(cell, 'The value is not text.');
  return text.toWellFormed();
}

function contactNameOf(plan: RowPlan, cells: readonly string[], refuse: Refuse): string {
  const whole = shortTextOf(plan.contactName, cells, refuse);
  const first = shortTextOf(plan.firstName, cells, refuse);
  const last = shortTextOf(plan.lastName, cells, refuse);
  return whole === '' ? `${first} ${last}`.trim() : whole;
}

/** What other systems call the contact types. */
const CONTACT_WORDS: Readonly<Record<string, ContactType>> = {
  unknown: 'none',
  landline: 'home',
  telephone: 'home',
  phone: 'home',
  private: 'home',
  work: 'direct-business',
  office: 'direct-business',
  business: 'direct-business',
  cell: 'mobile',
  cellular: 'mobile',
  cellphone: 'mobile',
  'mobile phone': 'mobile',
  'cell phone': 'mobile',
  voicemail: 'voice-mail',
};
const contactTypes: ReadonlyMap<string, ContactType> = new Map<string, ContactType>([
  ...Object.entries(CONTACT_WORDS),
  ...CONTACT_TYPES.flatMap((word, n): [string, ContactType][] => [
    [word, word],
    [word.replaceAll('-', ' '), word],
    [String(n), word],
  ]),
]);

/** Whether a cell can be a contact type. */
export const isContactWord = (text: string): boolean => contactTypes.has(text.toLowerCase());

function contactTypeOf(plan: RowPlan, cells: readonly string[], refuse: Refuse): ContactType {
  const word = textOf(plan.contactType, cells).toLowerCase();
  if (plan.contactType === undefined || word === '') return 'home';
  const known = contactTypes.get(word);
  if (known === undefined) refuse(plan.contactType, 'This is not a kind of contact.');
  return known ?? 'home';
}

/** `9:00`, `09:00`, `09:00:30`, `24:00`, in seconds since midnight. */
function timeOf(
  cell: Cell | undefined,
  cells: readonly string[],
  usual: number,
  refuse: Refuse,
): number {
  const text = textOf(cell, cells);
  if (cell === undefined || text === '') return usual;
  const read = /^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  const [hours, minutes, seconds] = [read?.[1], read?.[2], read?.[3] ?? '0'].map(Number);
  const time =
    must(hours, 'hours') * 3600 + must(minutes, 'minutes') * 60 + must(seconds, 'seconds');
  if (read !== null && time <= 86_400) return time;
  refuse(cell, 'This is not a time of day such as 09:30.');
  return usual;
}

function fieldsOf(
  plan: RowPlan,
  cells: readonly string[],
  refuse: Refuse,
): Readonly<Record<string, FieldValue>> {
  const fields: Record<string, FieldValue> = {};
  for (const cell of plan.fields) {
    const text = textOf(cell, cells);
    // An empty cell says nothing, so the record keeps nothing, and rows stay narrow.
    if (text === '') continue;
    const value = parseField(cell.field, text, plan.customs);
    if (value.ok) fields[cell.field.key] = value.value;
    else refuse(cell, value.problem);
  }
  return fields;
}
