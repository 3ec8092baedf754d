import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, writeOf } from '../test-writes.ts';
import { saveCallTreatments } from './call-treatments.ts';

test('what becomes of a call is kept with what was heard on it', async () => {
  const statements = new RecordingStatements();
  await saveCallTreatments(statements, ownership, [writeOf['save-call-treatment']]);
  expect(statements.ran).toEqual([
    {
      name: 'save-call-treatments',
      values: ['main', ['a1'], ['transfer'], [atText], ['machine'], ['LONGGREETING'], [2_260]],
    },
  ]);
});
