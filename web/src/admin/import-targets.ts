import type { ImportMapping, ListField } from '@outpace/protocol/calling-lists.ts';
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

export const SEPARATORS: readonly {
  readonly value: ImportMapping['separator'];
  readonly label: string;
}[] = [
  { value: ',', label: 'comma' },
  { value: ';', label: 'semicolon' },
  { value: '\t', label: 'tab' },
  { value: '|', label: 'bar' },
];

/** How the file was read: `Semicolons, UTF-8`. */
export const readingWords = ({ separator, encoding }: ImportMapping): string => {
  const between = SEPARATORS.find(({ value }) => value === separator)?.label ?? separator;
  return `columns by ${between}, ${encoding === 'utf-8' ? 'UTF-8' : 'Windows-1252'} text`;
};
