import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, writeOf } from '../test-writes.ts';
import { saveCpdCorrections } from './cpd-corrections.ts';

test('what agents heard is kept in the order in which they said it', async () => {
  const statements = new RecordingStatements();
  const person = writeOf['save-cpd-correction'];
  await saveCpdCorrections(statements, ownership, [person, { ...person, said: 'machine' }]);
  expect(statements.ran).toEqual([
    {
      name: 'save-cpd-corrections',
      values: ['main', ['a1', 'a1'], ['person', 'machine'], ['alice', 'alice'], [atText, atText]],
    },
  ]);
});
