import { IMPORT_TARGETS, type ImportMapping } from '@outpace/protocol/calling-lists.ts';
import { expect, test } from 'vitest';
import { targetChoices, WAYS, wayOf, waysOf, withWay } from './import-targets.ts';

const mapping: ImportMapping = {
  columns: [{ target: 'field:plan' }],
  hasHeader: true,
  separator: '\t',
  encoding: 'windows-1252',
  newFields: [{ key: 'plan', label: 'Plan', type: 'text', choices: [] }],
  chainByCustomerId: false,
  refuseDuplicatesIn: 'list',
  way: 'append',
  key: 'phone',
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

test('each way can be chosen and is then the one that is chosen', () => {
  for (const { value } of WAYS) expect(wayOf(withWay(mapping, value))).toBe(value);
  const chains = { ...mapping, chainByCustomerId: true };
  expect(withWay(chains, 'update phone').chainByCustomerId).toBe(true);
  expect(withWay(chains, 'update customer-id').chainByCustomerId).toBe(false);
});

test('a customer id is a key only where a column has it', () => {
  expect(waysOf(mapping).map(({ value }) => value)).toEqual([
    'append',
    'update phone',
    'replace phone',
  ]);
  expect(waysOf({ ...mapping, columns: [{ target: 'customer-id' }] })).toEqual(WAYS);
});
