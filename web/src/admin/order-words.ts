import type {
  Operator,
  SelectableField,
  SelectableType,
} from '@outpace/engine/calling-lists/list-selection.ts';
import type { Priorities, PriorityType } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type { ConditionBody, SelectionRow } from '@outpace/protocol/dialing-order.ts';
import { CALL_RESULTS, PRIORITY_TYPES, RECORD_FIELDS } from '@outpace/protocol/tables.ts';
import { callResultWord } from '../ui/call-result-words.ts';

export const TYPE_WORDS: Readonly<Record<PriorityType, string>> = {
  'campaign-callback': 'Callbacks of the campaign',
  'campaign-rescheduled': 'Rescheduled records',
  general: 'Records never called',
};

/** What comes of three priorities, in one sentence. */
export function orderSentence(priorities: Priorities): string {
  const steps = [...new Set(PRIORITY_TYPES.map((type) => priorities[type]))].toSorted();
  const parts = steps.map((step) =>
    PRIORITY_TYPES.filter((type) => priorities[type] === step)
      .map((type) => TYPE_WORDS[type].toLowerCase())
      .join(' and '),
  );
  return `Personal callbacks first, then ${parts.join(', then ')}.`;
}

/** `75 %` of what the lists give; a list at rest gives nothing. */
export function shareWords(weight: number, weights: readonly number[]): string {
  const total = weights.reduce((sum, each) => sum + each, 0);
  if (weight === 0) return 'rests';
  const share = (100 * weight) / total;
  return `${share >= 10 || Number.isInteger(share) ? Math.round(share) : share.toFixed(1)} %`;
}

/** A field that a condition can be about, with its name on the screen. */
export type ChosenField = SelectableField & { readonly label: string };

const RECORD_LABELS: Readonly<Record<string, string>> = {
  '@attempts': 'Attempts so far',
  '@last-result': 'Last call result',
  '@zone': 'Time zone',
};

/** The list's own fields, then what every record has. */
export const fieldsOf = ({ fields }: CallingListRow): readonly ChosenField[] => [
  ...fields,
  ...RECORD_FIELDS.map((field) => ({ ...field, label: RECORD_LABELS[field.key] ?? field.key })),
];

const PLAIN: Readonly<Record<Operator, string>> = {
  equals: 'is',
  differs: 'is not',
  contains: 'contains',
  'begins-with': 'begins with',
  'less-than': 'is less than',
  'at-most': 'is at most',
  'more-than': 'is more than',
  'at-least': 'is at least',
  'is-empty': 'is empty',
  'is-filled': 'is filled in',
};
const OF_DAYS: Partial<Record<Operator, string>> = {
  'less-than': 'is before',
  'at-most': 'is on or before',
  'more-than': 'is after',
  'at-least': 'is on or after',
};

export const operatorWords = (operator: Operator, type: SelectableType): string =>
  (type === 'date' ? OF_DAYS[operator] : undefined) ?? PLAIN[operator];

export function valueWords(value: ConditionBody['value'], { key }: SelectableField): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const result = CALL_RESULTS.find((each) => each === value);
  if (key === '@last-result' && result !== undefined) return callResultWord(result).toLowerCase();
  return String(value ?? '');
}

/** What a fresh condition on this field asks, so that it can be saved as it stands. */
export function firstValue({ type, choices }: SelectableField): ConditionBody['value'] {
  switch (type) {
    case 'number':
      return 0;
    case 'yes-no':
      return true;
    case 'choice':
      return choices[0] ?? '';
    case 'date':
    case 'text':
    case 'link':
      return '';
  }
}

/** How many pass, and whether that is the last word. */
export function passingWords({ passing, heldBack, unseen }: SelectionRow): string {
  const of = (count: number): string => count.toLocaleString('en-GB');
  const persons = passing === 1 ? 'person' : 'persons';
  const held = heldBack === 0 ? '' : `, ${of(heldBack)} held back`;
  const rest = unseen === 0 ? '' : `, ${of(unseen)} being looked at`;
  return `${of(passing)} waiting ${persons} may be called${held}${rest}.`;
}
