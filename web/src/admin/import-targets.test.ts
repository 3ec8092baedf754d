import { IMPORT_TARGETS, type ImportMapping } from '@outpace/protocol/calling-lists.ts';
import { expect, test } from 'vitest';
import { readingWords, targetChoices } from './import-targets.ts';

const mapping: ImportMapping = {
  columns: [{ target: 'field:plan' }],
  hasHeader: true,
  separator: '\t',
  encoding: 'windows-1252',
  newFields: [{ key: 'plan', label: 'Plan', type: 'text', choices: [] }],
  chainByCustomerId: false,
  refuseDuplicates: true,
};

test('every target of the protocol can be chosen, and both kinds of fields', () => {
  const known = [{ key: 'job', label: 'Job', type: 'text' as const, choices: [] }];
  const items = targetChoices(known, mapping).flatMap((group) => group.items);
  const values = items.map(({ value }) => value);
  for (const target of IMPORT_TARGETS) expect(values).toContain(target);
  expect(items).toContainEqual({ value: 'field:job', label: 'Job' });
  expect(items).toContainEqual({ value: 'field:plan', label: 'Plan (new)' });
  expect(new Set(values).size).toBe(values.length);
});

test('how the file is read is told in words', () => {
  expect(readingWords(mapping)).toBe('columns by tab, Windows-1252 text');
});
