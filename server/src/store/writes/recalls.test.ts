import { recordId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { ownership, record, writeOf } from '../test-writes.ts';
import { saveRecalls } from './recalls.ts';

test('the call before is counted, and the conversation turns to the new attempt', async () => {
  const statements = new RecordingStatements();
  await saveRecalls(statements, ownership, [writeOf['save-recall']]);
  expect(statements.names).toEqual(['save-records', 'save-recall']);
  expect(statements.valuesOf('save-recall')).toEqual(['main', 'i1', 'a1', '70', '7', 0]);
});

test('a number that was given gets a row before it is dialed', async () => {
  const statements = new RecordingStatements();
  const added = [{ ...record, id: recordId('-5'), chainN: 1 }];
  await saveRecalls(statements, ownership, [{ ...writeOf['save-recall'], records: [], added }]);
  expect(statements.names).toEqual(['add-windows', 'add-records', 'save-recall']);
});
