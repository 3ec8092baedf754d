import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, writeOf } from '../test-writes.ts';
import { saveFields } from './records.ts';

test('edits of one record are one change, and each is in the audit trail', async () => {
  const statements = new RecordingStatements();
  const edit = writeOf['save-field'];
  await saveFields(statements, ownership, [
    edit,
    { ...edit, key: 'age', value: 41 },
    { ...edit, value: null },
  ]);
  const thrice = (value: string): string[] => [value, value, value];
  expect(statements.ran).toEqual([
    {
      name: 'audit-fields',
      values: [
        'main',
        thrice('70'),
        ['job', 'age', 'job'],
        ['"nurse"', '41', 'null'],
        thrice('alice'),
        thrice(atText),
      ],
    },
    { name: 'save-fields', values: ['main', ['70'], ['{"job":null,"age":41}']] },
  ]);
});
