import { interactionId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, phone, writeOf } from '../test-writes.ts';
import { saveSuppressions } from './suppressions.ts';

const add = writeOf['add-suppression'];
const remove = writeOf['remove-suppression'];

test.each<[why: string, said: Parameters<typeof saveSuppressions>[2], ran: readonly string[]]>([
  ['a do-not-call is added', [add], ['add-suppressions']],
  ['and taken back', [remove], ['remove-suppressions']],
  ['the last word of one interaction counts', [add, remove], ['remove-suppressions']],
  [
    'another interaction has its own word, and whoever wants no calls gets none',
    [add, { ...remove, interactionId: interactionId('i2') }],
    ['remove-suppressions', 'add-suppressions'],
  ],
])('%s', async (_why, said, ran) => {
  const statements = new RecordingStatements();
  await saveSuppressions(statements, ownership, said);
  expect(statements.names).toEqual([...ran, 'audit-suppressions']);
  expect(statements.valuesOf('audit-suppressions')?.[1]).toHaveLength(said.length);
});

test('a person is suppressed by the number of the customer', async () => {
  const statements = new RecordingStatements();
  const person = { ...add, key: { kind: 'customer', customerId: 'C1' } } as const;
  await saveSuppressions(statements, ownership, [add, person]);
  expect(statements.valuesOf('add-suppressions')).toEqual([
    'main',
    ['phone', 'customer'],
    [phone, 'C1'],
    ['asked', 'asked'],
    ['alice', 'alice'],
    ['i1', 'i1'],
    [atText, atText],
  ]);
});
