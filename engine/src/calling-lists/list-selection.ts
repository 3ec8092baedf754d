import { unreachable } from '../basics/assert.ts';
import { CALL_RESULTS } from './call-result.ts';
import type { CallingRecord, FieldValue } from './record.ts';
import { isPromise } from './record.ts';

/** What conditions are about: a field of the list, or one that every record has. */
export type SelectableField = {
  readonly key: string;
  readonly type: SelectableType;
  /** In order; of a choice only. */
  readonly choices: readonly string[];
};
export type SelectableType = 'text' | 'number' | 'date' | 'yes-no' | 'link' | 'choice';

export const OPERATORS = [
  'equals',
  'differs',
  'contains',
  'begins-with',
  'less-than',
  'at-most',
  'more-than',
  'at-least',
  'is-empty',
  'is-filled',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** `value` is left out where the operator needs none. Dates are ISO 8601 text. */
export type Condition = {
  readonly field: string;
  readonly operator: Operator;
  readonly value?: string | number | boolean;
};

/** Without conditions everybody passes. At most 20. */
export type ListFilter = {
  readonly match: 'all' | 'any';
  readonly conditions: readonly Condition[];
};

export type SortField = { readonly field: string; readonly descending: boolean };

/** Whom of a list the dialer calls, and who of those without a time goes first. */
export type ListSelection = {
  readonly filter: ListFilter;
  /** The first decides; at most two. None: in the order of the list. */
  readonly sort: readonly SortField[];
};

export const NO_SELECTION: ListSelection = { filter: { match: 'all', conditions: [] }, sort: [] };

export const CONDITIONS_MAX = 20;
export const SORT_FIELDS_MAX = 2;
/** Texts are put in order by so many characters, and read in small letters. */
const SORTED_CHARACTERS = 20;

/** What every record has, beside the fields of its list. */
export const RECORD_FIELDS: readonly SelectableField[] = [
  { key: '@attempts', type: 'number', choices: [] },
  { key: '@last-result', type: 'choice', choices: CALL_RESULTS },
  { key: '@zone', type: 'text', choices: [] },
];

export const OPERATORS_WITHOUT_VALUE: readonly Operator[] = ['is-empty', 'is-filled'];
const SAME: readonly Operator[] = ['equals', 'differs'];
const ORDERED: readonly Operator[] = ['less-than', 'at-most', 'more-than', 'at-least'];

/** What can be asked of a field of this type, the usual first. */
export const OPERATORS_OF: Readonly<Record<SelectableType, readonly Operator[]>> = {
  text: [...SAME, 'contains', 'begins-with', ...OPERATORS_WITHOUT_VALUE],
  link: [...SAME, 'contains', 'begins-with', ...OPERATORS_WITHOUT_VALUE],
  number: [...SAME, ...ORDERED, ...OPERATORS_WITHOUT_VALUE],
  date: [...SAME, ...ORDERED, ...OPERATORS_WITHOUT_VALUE],
  'yes-no': [...SAME, ...OPERATORS_WITHOUT_VALUE],
  choice: [...SAME, ...OPERATORS_WITHOUT_VALUE],
};

export const needsValue = (operator: Operator): boolean =>
  !OPERATORS_WITHOUT_VALUE.includes(operator);

/** What about this selection does not fit these fields, in words; undefined when it all does. */
export function selectionProblem(
  { filter, sort }: ListSelection,
  fields: readonly SelectableField[],
): string | undefined {
  if (filter.conditions.length > CONDITIONS_MAX) return `more than ${CONDITIONS_MAX} conditions`;
  if (sort.length > SORT_FIELDS_MAX) return `sorted by more than ${SORT_FIELDS_MAX} fields`;
  for (const condition of filter.conditions) {
    const problem = conditionProblem(condition, fields);
    if (problem !== undefined) return problem;
  }
  const strange = sort.find(({ field }) => fieldOf(fields, field) === undefined);
  if (strange !== undefined) return `the list has no field ${strange.field}`;
  const isTwice = new Set(sort.map(({ field }) => field)).size < sort.length;
  return isTwice ? 'sorted by one field twice' : undefined;
}

function conditionProblem(
  { field: key, operator, value }: Condition,
  fields: readonly SelectableField[],
): string | undefined {
  const field = fieldOf(fields, key);
  if (field === undefined) return `the list has no field ${key}`;
  if (!OPERATORS_OF[field.type].includes(operator)) return `${operator} is not asked of ${key}`;
  if (!needsValue(operator)) return undefined;
  return fits(field, value) ? undefined : `the value does not fit ${key}`;
}

function fits({ type, choices }: SelectableField, value: Condition['value']): boolean {
  switch (type) {
    case 'text':
    case 'link':
      return typeof value === 'string' && value !== '';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'yes-no':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && choices.includes(value);
    default:
      return unreachable(type);
  }
}

const fieldOf = (fields: readonly SelectableField[], key: string): SelectableField | undefined =>
  fields.find((field) => field.key === key);

/** What of a record a selection looks at. */
export type Selectable = Pick<
  CallingRecord,
  'type' | 'agentId' | 'attempts' | 'callResult' | 'zone' | 'fields'
>;

/** Whether the dialer may have this record. A promise is kept whatever the filter says. */
export function passes({ match, conditions }: ListFilter, record: Selectable): boolean {
  if (conditions.length === 0 || isPromise(record)) return true;
  const holds = (condition: Condition): boolean => isTrueOf(condition, record);
  return match === 'all' ? conditions.every(holds) : conditions.some(holds);
}

function isTrueOf({ field, operator, value }: Condition, record: Selectable): boolean {
  const found = fieldValue(record, field);
  const isEmpty = found === undefined || found === null || found === '';
  if (operator === 'is-empty') return isEmpty;
  if (operator === 'is-filled') return !isEmpty;
  // Nothing is neither more nor less than anything; it only differs from everything.
  if (isEmpty || value === undefined) return operator === 'differs';
  const asked = small(value);
  const has = small(found);
  switch (operator) {
    case 'equals':
      return has === asked;
    case 'differs':
      return has !== asked;
    case 'contains':
      return String(has).includes(String(asked));
    case 'begins-with':
      return String(has).startsWith(String(asked));
    case 'less-than':
      return isLess(has, asked);
    case 'at-most':
      return isLess(has, asked) || has === asked;
    case 'more-than':
      return isLess(asked, has);
    case 'at-least':
      return isLess(asked, has) || has === asked;
    default:
      return unreachable(operator);
  }
}

type Plain = string | number | boolean;

const small = (value: Plain): Plain => (typeof value === 'string' ? value.toLowerCase() : value);

/** Two of a kind; a value that an older set-up of the field has left is not compared. */
const isLess = (a: Plain, b: Plain): boolean => typeof a === typeof b && a < b;

function fieldValue(record: Selectable, key: string): FieldValue | undefined {
  switch (key) {
    case '@attempts':
      return record.attempts;
    case '@last-result':
      return record.callResult;
    case '@zone':
      return record.zone;
    default:
      return Object.hasOwn(record.fields, key) ? record.fields[key] : undefined;
  }
}

/**
 * A text that stands in the order of the sort: compared character by character, the smaller goes
 * first. Of the characters 0 to 9 and a to f alone, so that every database has the same order.
 * Records that have nothing in a field come last, up or down.
 */
export const sortKey = (
  sort: readonly SortField[],
  record: Selectable,
  fields: readonly SelectableField[],
): string =>
  sort
    .map(({ field: key, descending }) => {
      const field = fieldOf(fields, key);
      const value = field === undefined ? undefined : fieldValue(record, key);
      const part = field === undefined ? undefined : keyPart(field, value);
      if (part === undefined) return '1';
      return `0${descending ? mirrored(part) : part}`;
    })
    .join('');

/** Always of the same length for one field, so that what follows is compared with its like. */
function keyPart(
  { type, choices }: SelectableField,
  value: FieldValue | undefined,
): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  switch (type) {
    case 'number':
      return typeof value === 'number' ? numberPart(value) : undefined;
    case 'yes-no':
      return typeof value === 'boolean' ? (value ? '1' : '0') : undefined;
    case 'choice': {
      const place = choices.indexOf(String(value));
      return place === -1 ? undefined : hex(place, 4);
    }
    case 'date':
    case 'text':
    case 'link':
      return textPart(String(value).toLowerCase());
    default:
      return unreachable(type);
  }
}

const textPart = (text: string): string =>
  Array.from({ length: SORTED_CHARACTERS }, (_, n) => hex(text.charCodeAt(n) || 0, 4)).join('');

/** The bits of a double are in order but for the sign. */
function numberPart(value: number): string {
  const bits = new DataView(new ArrayBuffer(8));
  // Nought has two signs.
  bits.setFloat64(0, value === 0 ? 0 : value);
  const part = hex(bits.getUint32(0), 8) + hex(bits.getUint32(4), 8);
  if (value < 0) return mirrored(part);
  return hex(bits.getUint32(0) + 0x8000_0000, 8) + part.slice(8);
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

const DIGITS = '0123456789abcdef';
const mirrored = (part: string): string =>
  [...part].map((digit) => DIGITS[15 - DIGITS.indexOf(digit)] ?? '').join('');
