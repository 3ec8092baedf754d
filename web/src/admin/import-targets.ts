import {
  IMPORT_KEYS,
  IMPORT_WAYS,
  type ImportMapping,
  type ListField,
} from '@outpace/protocol/calling-lists.ts';
import { NEW_FIELD } from './import-mapping.ts';

const TARGET_WORDS = [
  ['phone', 'Number to call'],
  ['contact-name', 'Name'],
  ['first-name', 'First name'],
  ['last-name', 'Last name'],
  ['customer-id', 'Customer id'],
  ['zone', 'Time zone'],
  ['contact-type', 'Kind of number'],
  ['daily-from', 'May be called from'],
  ['daily-till', 'May be called till'],
] as const;

/** Where a column may go: the record itself, the fields of the list, a new field, nowhere. */
export function targetChoices(known: readonly ListField[], mapping: ImportMapping) {
  const fields = [...known, ...mapping.newFields].map(({ key, label }) => ({
    value: `field:${key}`,
    label: mapping.newFields.some((field) => field.key === key) ? `${label} (new)` : label,
  }));
  return [
    { group: 'Leave out', items: [{ value: 'skip', label: 'Skip this column' }] },
    { group: 'Record', items: TARGET_WORDS.map(([value, label]) => ({ value, label })) },
    { group: 'Fields', items: [...fields, { value: NEW_FIELD, label: 'New field' }] },
  ];
}

type Choices<Value> = readonly { readonly value: Value; readonly label: string }[];

export const SEPARATORS: Choices<ImportMapping['separator']> = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar' },
];

export const ENCODINGS: Choices<ImportMapping['encoding']> = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252' },
  { value: 'iso-8859-1', label: 'ISO-8859-1' },
];

export const SCOPES: Choices<ImportMapping['refuseDuplicatesIn']> = [
  { value: 'nowhere', label: 'Take every number' },
  { value: 'file', label: 'Refuse repeats in the file' },
  { value: 'list', label: '… and numbers in the list' },
  { value: 'campaigns', label: '… and in lists of the same campaign' },
];

/** What rows do whose key is in the list already: the way, and the key after it. */
export const WAYS: Choices<string> = [
  { value: 'append', label: 'Add every row' },
  { value: 'update phone', label: 'Update by number, add the rest' },
  { value: 'update customer-id', label: 'Update by customer id, add the rest' },
  { value: 'replace phone', label: 'Replace by number, add the rest' },
  { value: 'replace customer-id', label: 'Replace by customer id, add the rest' },
];

/** The choices of `WAYS` that a mapping leaves: a key must have its column. */
export function waysOf({ columns }: ImportMapping): Choices<string> {
  const hasCustomer = columns.some(({ target }) => target === 'customer-id');
  return WAYS.filter(({ value }) => hasCustomer || !value.endsWith(' customer-id'));
}

/** Which of `WAYS` is chosen. */
export const wayOf = ({ way, key }: ImportMapping): string =>
  way === 'append' ? way : `${way} ${key}`;

/** The mapping with another of `WAYS`. */
export function withWay(mapping: ImportMapping, chosen: string): ImportMapping {
  const [named, by] = chosen.split(' ');
  const way = IMPORT_WAYS.find((each) => each === named) ?? 'append';
  const key = IMPORT_KEYS.find((each) => each === by) ?? 'phone';
  // Rows that are found by their customer id are one row for each person.
  const isByCustomer = way !== 'append' && key === 'customer-id';
  return { ...mapping, way, key, chainByCustomerId: mapping.chainByCustomerId && !isByCustomer };
}
