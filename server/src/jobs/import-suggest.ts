import type { ImportMapping, ListField } from '@outpace/protocol/calling-lists.ts';
import { type CellCustoms, parseDate, parseNumber, parseYesNo } from './import-field.ts';
import { countryOf, parseImportedPhone } from './import-phone.ts';
import { columnName, FIELDS_MAX, isContactWord, type ListDefaults } from './import-row.ts';
import { zoneNamed } from './import-zone.ts';

/** What is guessed of the columns; a person looks at it and corrects it before anything happens. */
export type Suggestion = Pick<ImportMapping, 'columns' | 'newFields' | 'chainByCustomerId'>;

/** `rows` without the header. */
export function suggestMapping(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  list: ListDefaults,
): Suggestion {
  const columns = Array.from({ length: width }, (_, index): Column => {
    const values = rows.map((cells) => (cells[index] ?? '').trim()).filter((text) => text !== '');
    return { index, name: columnName(header, index), values };
  });
  const targets = new Map<number, string>();
  const phone = phoneColumn(columns, list);
  if (phone !== undefined) targets.set(phone.index, 'phone');
  for (const [target, pattern, fits] of PATTERNS) {
    const column = columns.find(
      ({ index, name, values }) => !targets.has(index) && pattern.test(name) && values.every(fits),
    );
    if (column !== undefined) targets.set(column.index, target);
  }
  const newFields = suggestFields(columns, targets, list);
  return {
    columns: columns.map(({ index }) => ({ target: targets.get(index) ?? 'skip' })),
    newFields,
    chainByCustomerId: columns.some(
      ({ index, values }) =>
        targets.get(index) === 'customer-id' && new Set(values).size < values.length,
    ),
  };
}

type Column = {
  readonly index: number;
  readonly name: string;
  /** The non-empty ones of the sample. */
  readonly values: readonly string[];
};

const anything = (): boolean => true;
const isTime = (text: string): boolean => /^\d{1,2}:\d\d(:\d\d)?$/.test(text);

const PATTERNS: readonly (readonly [
  target: string,
  pattern: RegExp,
  fits: (text: string) => boolean,
])[] = [
  ['contact-name', /^((contact|customer|client|full|person)[ _-]?)?name$/i, anything],
  ['first-name', /^(first|given|fore)[ _-]?name$|^fname$/i, anything],
  ['last-name', /^(last|family)[ _-]?name$|^surname$|^lname$/i, anything],
  ['customer-id', /^((customer|client|account|person|crm)[ _-]?(id|no|number)|id)$/i, anything],
  ['zone', /^((iana|time|tz)[ _-]?)?(zone|timezone|tz)$/i, (text) => zoneNamed(text) !== undefined],
  ['contact-type', /^((contact|phone|number)([ _-]?type)?)$/i, isContactWord],
  ['daily-from', /^((daily|call|window)[ _-]?)?(from|start)$|^earliest$/i, isTime],
  ['daily-till', /^((daily|call|window)[ _-]?)?(till|until|to|end)$|^latest$/i, isTime],
];

/** Share of a column's values that must be numbers to call, 0..1, before it is taken for one. */
const PHONE_SHARE_MIN = 0.5;

function phoneColumn(columns: readonly Column[], list: ListDefaults): Column | undefined {
  const scored = columns
    .map((column) => ({ column, score: phoneScore(column, list) }))
    .filter(({ score }) => score > PHONE_SHARE_MIN);
  return scored.toSorted((a, b) => b.score - a.score)[0]?.column;
}

/** The share of possible numbers, and one more when the name says so. */
function phoneScore({ name, values }: Column, list: ListDefaults): number {
  const named = /phone|^tel|mobile|cell|msisdn/i.test(name);
  const country = countryOf(list.defaultCountry) ?? 'US';
  const possible = values.filter((text) => parseImportedPhone(text, country).ok).length;
  const share = values.length === 0 ? 0 : possible / values.length;
  // A named column counts even when its sample is bad: its errors will tell the person why.
  return named && !values.every(isContactWord) ? 1 + share : share;
}

/** Every other column becomes a field: the list's own, else a new one. Adds to the targets. */
function suggestFields(
  columns: readonly Column[],
  targets: Map<number, string>,
  list: ListDefaults,
): ListField[] {
  const newFields: ListField[] = [];
  const keys = new Set(list.fields.map((field) => field.key));
  const taken = new Set<string>();
  for (const { index, name, values } of columns) {
    if (targets.has(index)) continue;
    const base = keyOf(name);
    const own = list.fields.find((field) => field.key === base || field.label === name);
    if (own !== undefined && !taken.has(own.key)) {
      taken.add(own.key);
      targets.set(index, `field:${own.key}`);
      continue;
    }
    // An empty column has nothing to keep.
    if (values.length === 0 || keys.size >= FIELDS_MAX) continue;
    const key = freeKey(base, keys);
    keys.add(key);
    newFields.push({ key, label: name.slice(0, 120), type: typeOf(name, values), choices: [] });
    targets.set(index, `field:${key}`);
  }
  return newFields;
}

/** `Has credit?` becomes `has_credit`. */
function keyOf(name: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const key = plain.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '');
  return (/^[a-z]/.test(key) ? key : `field_${key}`).slice(0, 40);
}

function freeKey(base: string, keys: ReadonlySet<string>): string {
  let key = base;
  for (let n = 2; keys.has(key); n += 1) key = `${base.slice(0, 36)}_${n}`;
  return key;
}

const american: CellCustoms = { commaDecimals: false, monthFirst: true };
const european: CellCustoms = { commaDecimals: false, monthFirst: false };

function typeOf(name: string, values: readonly string[]): ListField['type'] {
  const all = (fits: (text: string) => boolean): boolean => values.every(fits);
  // 0 and 1 are counts at least as often as answers.
  if (all((text) => !/^\d$/.test(text) && parseYesNo(text).ok)) return 'yes-no';
  if (all(isQuantity) && !/zip|postal|\b(id|no|code)\b|_(id|no|code)$/i.test(name)) return 'number';
  if (all((text) => parseDate(text, american).ok || parseDate(text, european).ok)) return 'date';
  if (all((text) => /^https?:\/\/\S+$/i.test(text) && URL.canParse(text))) return 'link';
  return 'text';
}

/** A number that loses nothing by being one: no leading zero or plus, as codes have. */
export const isQuantity = (text: string): boolean =>
  !/^(0\d|\+)/.test(text) && parseNumber(text, american).ok;
