import type { SuppressionFile, SuppressionMapping } from '@outpace/protocol/suppression-imports.ts';
import type { ColumnChoices } from './import-table.tsx';

type Target = SuppressionMapping['columns'][number]['target'];

const TARGET_WORDS: Readonly<Record<Target, string>> = {
  skip: 'Skip this column',
  phone: 'Number',
  'customer-id': 'Customer id',
  reason: 'Reason',
  'ends-on': 'Called again from',
};

/** Where a column of the file may go. */
export const suppressionChoices: ColumnChoices = [
  { group: 'Leave out', items: [{ value: 'skip', label: TARGET_WORDS.skip }] },
  {
    group: 'Entry',
    items: Object.entries(TARGET_WORDS)
      .filter(([value]) => value !== 'skip')
      .map(([value, label]) => ({ value, label })),
  },
];

const isTarget = (text: string): text is Target => Object.hasOwn(TARGET_WORDS, text);

/** Maps one column. A target is used once: the column that had it is skipped from now on. */
export function withSuppressionTarget(
  mapping: SuppressionMapping,
  index: number,
  wanted: string,
): SuppressionMapping {
  const target = isTarget(wanted) ? wanted : 'skip';
  const columns = mapping.columns.map((old, at) => {
    if (at === index) return { target };
    return target !== 'skip' && old.target === target ? { target: 'skip' as const } : old;
  });
  return { ...mapping, columns };
}

/**
 * The mapping for a file that was read again. Its columns stay as they were chosen while there are
 * as many; cut into others, they are guessed anew. Everything else stays.
 */
export function withSuppressionReading(
  mapping: SuppressionMapping,
  { suggested }: Pick<SuppressionFile, 'suggested'>,
): SuppressionMapping {
  const { separator, encoding, columns, hasHeader } = suggested;
  if (columns.length === mapping.columns.length) return { ...mapping, separator, encoding };
  return { ...mapping, separator, encoding, columns, hasHeader };
}

export const SUPPRESSION_WAYS: readonly {
  readonly value: SuppressionMapping['way'];
  readonly label: string;
}[] = [
  { value: 'append', label: 'Add them to the list' },
  { value: 'replace', label: 'Make them the whole list' },
];
